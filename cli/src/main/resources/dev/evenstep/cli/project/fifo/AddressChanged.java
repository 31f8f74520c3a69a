package @package@.addresses;

/** The data of the event: somebody moved. */
record AddressChanged(String customer, String address) {}
