package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.SeatCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The operations of a job's last builds, as its page shows them. They are read from the folders of the builds, which
 * Jenkins does not load for it. A job may have very many builds, and a build very many operations, so that both are
 * limited.
 */
@Restricted(NoExternalUse.class)
public final class JobOperations {

    private static final Logger LOGGER = Logger.getLogger(JobOperations.class.getName());

    /** The maximum number of builds, counted back from the newest; those without operations are among them. */
    static final int MAX_BUILDS = 50;

    /** Older builds are left out when the records of the newer ones are larger. */
    static final long MAX_BYTES = 4L << 20;

    /** The maximum number of products with a chart. */
    static final int MAX_PRODUCTS = 20;

    private final List<JobBuild> builds;
    private final boolean isCut;
    private final boolean artifactsReadable;

    private JobOperations(List<JobBuild> builds, boolean isCut, boolean artifactsReadable) {
        this.builds = builds;
        this.isCut = isCut;
        this.artifactsReadable = artifactsReadable;
    }

    /**
     * Whether one of the last builds has operations. Looks for one file if the newest build has, and for a limited number
     * otherwise.
     *
     * @param folder the folder of the builds
     * @param newest the number of the newest build
     */
    static boolean exist(Path folder, int newest) {
        return last(newest).anyMatch(number -> records(folder, number).exists());
    }

    /**
     * Reads the operations.
     *
     * @param folder the folder of the builds
     * @param newest the number of the newest build
     * @param running the ids of the operations of a build that are under way, by the build's number
     * @param artifactsReadable whether the user may read the builds' artifacts, and so what the inventory has
     */
    static JobOperations read(Path folder, int newest, IntFunction<Set<String>> running, boolean artifactsReadable) {
        List<JobBuild> builds = new ArrayList<>();
        boolean isCut = false;
        long bytes = 0;
        for (int number : last(newest).toArray()) {
            OperationRecords records = records(folder, number);
            if (!records.exists()) {
                continue;
            }
            try {
                bytes += records.size();
                if (bytes > MAX_BYTES && !builds.isEmpty()) {
                    isCut = true;
                    break;
                }
                // before and after the records, so that an operation that begins or ends meanwhile is not shown as lost
                Set<String> underWay = new HashSet<>(running.apply(number));
                List<OperationRecord> operations = records.list();
                underWay.addAll(running.apply(number));
                if (!operations.isEmpty()) {
                    builds.add(JobBuild.of(number, operations, underWay));
                }
            } catch (IOException e) {
                // the other builds are still shown
                builds.add(JobBuild.unreadable(number));
                LOGGER.log(Level.WARNING, e, () -> "The Microsoft Store operations in " + folder + " cannot be read");
            }
        }
        Collections.reverse(builds);
        return new JobOperations(builds, isCut, artifactsReadable);
    }

    private static IntStream last(int newest) {
        return IntStream.iterate(newest, number -> number > 0, number -> number - 1)
                .limit(MAX_BUILDS);
    }

    private static OperationRecords records(Path folder, int number) {
        return OperationRecords.in(folder.resolve(Integer.toString(number)));
    }

    /** The builds with operations, the newest first. */
    public List<JobBuild> getBuilds() {
        List<JobBuild> newestFirst = new ArrayList<>(builds);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Whether older builds are left out because there is too much to read. */
    public boolean isCut() {
        return isCut;
    }

    /** The number of builds by the worst status of their operations, in words. */
    public String getSummary() {
        if (builds.isEmpty()) {
            return Messages.BuildOperations_none();
        }
        StatusCounts statuses = statuses();
        return statuses.total() == 0 ? Messages.BuildOperations_unreadable() : statuses.buildsInWords();
    }

    /** The marks of the builds, each once. */
    public List<StatusMark> getMarks() {
        Map<String, StatusMark> marks = new LinkedHashMap<>();
        builds.stream()
                .sorted(Comparator.comparing(JobBuild::getStatusOrder))
                .forEach(build -> marks.put(build.getMark().getName(), build.getMark()));
        return List.copyOf(marks.values());
    }

    private StatusCounts statuses() {
        StatusCounts statuses = new StatusCounts();
        builds.stream().map(JobBuild::status).filter(status -> status != null).forEach(statuses::add);
        return statuses;
    }

    /** The outcomes of all users of these builds. */
    public OutcomeChart getUsers() {
        return new OutcomeChart(builds.stream().map(JobBuild::users).reduce(OutcomeCounts.NONE, OutcomeCounts::plus));
    }

    /** A column for each build, the newest on the right. */
    public ColumnChart getChart() {
        return OutcomeColumns.of(builds);
    }

    /**
     * The products whose seats were counted, those with the largest share in use first; none for users who may not read the
     * reports.
     */
    public List<ProductSeats> getProducts() {
        return products().values().stream()
                .sorted(Comparator.comparingDouble((ProductSeats product) -> -product.share()))
                .limit(MAX_PRODUCTS)
                .toList();
    }

    private Map<String, ProductSeats> products() {
        Map<String, ProductSeats> products = new TreeMap<>();
        for (JobBuild build : withReadableInventory()) {
            for (SeatCount count : build.inventory().map(ListCounts::seats).orElse(List.of())) {
                products.computeIfAbsent(count.product(), ProductSeats::new).add(build, count);
            }
        }
        return products;
    }

    /** Tells that there are more products than are shown; null if there are none. */
    @CheckForNull
    public String getMoreProducts() {
        long notRecorded = withReadableInventory().stream()
                .flatMap(build -> build.inventory().stream())
                .reduce((earlier, later) -> later)
                .map(ListCounts::productsLeftOut)
                .orElse(0L);
        long more = notRecorded + Math.max(0, products().size() - MAX_PRODUCTS);
        return more == 0 ? null : Messages.JobOperations_moreProducts(LocalNumber.of(more));
    }

    private List<JobBuild> withReadableInventory() {
        return artifactsReadable ? builds : List.of();
    }
}
