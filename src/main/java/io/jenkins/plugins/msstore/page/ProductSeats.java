package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.history.SeatCount;
import io.jenkins.plugins.msstore.page.ColumnChart.Bar;
import io.jenkins.plugins.msstore.page.ColumnChart.Column;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The seats of a product in use, against its capacity, as builds read them from the inventory. */
@Restricted(NoExternalUse.class)
public final class ProductSeats {

    private static final double HEIGHT = 100;

    private static final double LIMIT_HEIGHT = 3;

    private final String product;
    private final SortedMap<Integer, SeatCount> counts = new TreeMap<>();
    private String name;
    private Date first;
    private Date last;

    ProductSeats(String product) {
        this.product = product;
    }

    /** Adds what a build read; of two builds, the earlier one first. */
    void add(JobBuild build, SeatCount count) {
        counts.put(build.getNumber(), count);
        name = count.name() == null ? name : count.name();
        last = build.getBegan();
        if (first == null) {
            first = last;
        }
    }

    /** The share of the seats that was in use at last. */
    double share() {
        SeatCount count = counts.get(counts.lastKey());
        return count.capacity() <= 0 ? 1 : (double) count.used() / count.capacity();
    }

    /** The display name of the product, or the product where no inventory had its name. */
    public String getTitle() {
        return name == null ? product : name;
    }

    /** The product. */
    public String getProduct() {
        return product;
    }

    /** How many seats were in use at last, in words. */
    public String getText() {
        return text(counts.get(counts.lastKey()));
    }

    private static String text(SeatCount count) {
        return Messages.ProductSeats_used(LocalNumber.of(count.used()), LocalNumber.of(count.capacity()));
    }

    /** When they were counted first, of the shown builds. */
    public Date getFirst() {
        return new Date(first.getTime());
    }

    /** When they were counted at last. */
    public Date getLast() {
        return new Date(last.getTime());
    }

    /**
     * A column for each build that counted the seats: as high as the capacity, with a line at the top, and filled as far as
     * the seats were in use.
     */
    public ColumnChart getChart() {
        long most = counts.values().stream()
                .mapToLong(count -> Math.max(1, Math.max(count.capacity(), count.used())))
                .max()
                .orElse(1);
        List<Column> columns = new ArrayList<>();
        counts.forEach((build, count) -> columns.add(new Column(
                build,
                Messages.ProductSeats_build(String.valueOf(build), text(count)),
                null,
                bars(ColumnChart.height(count.capacity(), most), ColumnChart.height(count.used(), most)))));
        return new ColumnChart(HEIGHT, HEIGHT, columns);
    }

    private static List<Bar> bars(double capacity, double used) {
        return List.of(
                new Bar("capacity", HEIGHT - capacity, capacity),
                new Bar("used", HEIGHT - used, used),
                new Bar("limit", HEIGHT - Math.max(capacity, LIMIT_HEIGHT), LIMIT_HEIGHT));
    }
}
