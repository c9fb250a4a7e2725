// Heights of grid rows in px.

export const rowHeightByDensity = { compact: 28, standard: 32, comfortable: 40 } as const;
