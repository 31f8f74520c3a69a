package @package@.parcels;

/** The data of the event: where a parcel is now. */
record ParcelMoved(String place) {}
