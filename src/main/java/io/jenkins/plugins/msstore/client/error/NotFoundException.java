package io.jenkins.plugins.msstore.client.error;

import java.util.Locale;

/** The product, user or seat of an operation does not exist (HTTP 404). */
public class NotFoundException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** The kinds of things that may not be found. */
    public enum Item {
        /** The product is not in the organisation's inventory. */
        INVENTORY,
        /** The directory has no such user. */
        USER,
        /** The user has no seat of the product. */
        SEAT,
        /** The service did not say, or used a word that this client does not know. */
        UNSPECIFIED;

        /**
         * @param itemType the service's word, in any case; null if it sent none
         */
        public static Item of(String itemType) {
            return switch (itemType == null ? "" : itemType.strip().toLowerCase(Locale.ROOT)) {
                case "inventory" -> INVENTORY;
                case "user" -> USER;
                case "seat" -> SEAT;
                default -> UNSPECIFIED;
            };
        }
    }

    private final Item item;

    public NotFoundException(Subject subject, Item item, String reason) {
        super(subject, WriteOutcome.REJECTED, 404, reason, null);
        this.item = item;
    }

    /** The kind of the item that was not found. */
    public Item item() {
        return item;
    }

    /** Whether the error means that the user has no seat: true unless the service says that the product is missing. */
    public boolean meansNoSeat() {
        return item != Item.INVENTORY;
    }
}
