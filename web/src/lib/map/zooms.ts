// From which zoom on the tiles of the server tell something (layers/*.toml).

/** The codes of units, which states are told by. */
export const CODES_FROM = 6;

/** Land that no plan covers. */
export const GAPS_FROM = 8;
