package io.jenkins.plugins.msstore.operation.listing;

import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.listing.ListSummary;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import io.jenkins.plugins.msstore.util.LogNumber;

/**
 * Formats the lines in a build's log about a list: counts and products only, because user names are personal data. The user
 * of a list of one user's seats is named, as in the operations on one seat.
 *
 * @param subject the list in words, such as "the inventory"
 * @param entry the word for one entry
 * @param entries the word for several entries
 */
record ListTexts(String subject, String entry, String entries) {

    static final ListTexts INVENTORY = new ListTexts("the inventory", "product", "products");

    static ListTexts seatsOf(ProductKey product) {
        return seats("the seats of " + product);
    }

    static ListTexts seatsOf(UserPrincipalName user) {
        return seats("the seats of user " + user);
    }

    private static ListTexts seats(String subject) {
        return new ListTexts(subject, "seat", "seats");
    }

    /** The line at the beginning; after a restart, with the number of entries listed so far. */
    String begin(long rows, boolean resumed) {
        return "Listing " + subject + (resumed ? ": resuming after a restart, " + count(rows) + " listed" : "");
    }

    String progress(long rows) {
        return "Listing " + subject + ": " + count(rows) + " so far";
    }

    String end(ListSummary summary, String report) {
        return "Listed " + subject + ": " + count(summary.total()) + "; report: " + report;
    }

    /** Names the products that are short of seats. */
    static String shortage(ListSummary summary, CountOrPercent warnBelow, String report) {
        boolean isOne = summary.totalShort() == 1;
        String seats = warnBelow.isPercent() ? " of " + (isOne ? "its" : "their") + " seats" : " seats";
        return (isOne ? "1 product has" : LogNumber.of(summary.totalShort()) + " products have") + " fewer than "
                + warnBelow + seats + " available: " + summary.shortage() + "; report: " + report;
    }

    /** Counts the products without a display name. */
    static String withoutName(ListSummary summary, Language language) {
        long without = summary.totalWithoutName();
        return LogNumber.of(without) + " of " + INVENTORY.count(summary.total()) + (without == 1 ? " has" : " have")
                + " no display name in " + language + ", or it could not be read";
    }

    private String count(long rows) {
        return LogNumber.of(rows) + " " + (rows == 1 ? entry : entries);
    }
}
