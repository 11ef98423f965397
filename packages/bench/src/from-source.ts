// How does a function of this workspace become a bundle here, where the bench itself runs as one?

/** For `bundleTrigger`: it cannot see that this is the workspace, whose packages are taken from source. */
export const FROM_SOURCE = { conditions: ["@claimsmith/source"] } as const;
