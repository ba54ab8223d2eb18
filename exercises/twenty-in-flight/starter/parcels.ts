// read-only
export interface Parcel {
	id: number;
}

/** Hands a parcel to a courier, and resolves when it is delivered. */
export type Deliver = (parcel: Parcel) => Promise<void>;

export const IN_FLIGHT_MAX = 20;
