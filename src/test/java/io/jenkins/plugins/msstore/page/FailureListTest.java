package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.FailedUser;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.localizer.LocaleProvider;

/** Failed users are shown by reason, one page of users at a time. */
class FailureListTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final LocaleProvider before = LocaleProvider.getProvider();
    private final FailureList list = new FailureList();
    private int operations;

    @BeforeEach
    void english() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.ENGLISH;
            }
        });
    }

    @AfterEach
    void asBefore() {
        LocaleProvider.setProvider(before);
    }

    private void add(OperationRecord operation, boolean bulk) {
        list.add(operation, OperationRow.of(operation, null, Set.of()), bulk);
    }

    private OperationRecord record(OperationDescription what, Ending ending, String error, OperationResult result) {
        return new OperationRecord("operation-" + operations++, what, NOON, NOON.plusSeconds(1), ending, error, result);
    }

    private OperationRecord bulk(int failed, FailureGroup... groups) {
        return record(
                OperationDescription.of(OperationKind.BULK_ASSIGN, PRODUCT),
                Ending.SUCCEEDED,
                null,
                new OperationResult(
                        new OutcomeCounts(1, failed, 0, 0, 0), null, null, null, List.of(), List.of(groups)));
    }

    private static FailureGroup group(String reason, int count, int kept) {
        return new FailureGroup(
                reason,
                count,
                IntStream.range(0, kept)
                        .mapToObj(i -> new FailedUser("user" + i + "@contoso.com", null))
                        .toList());
    }

    private OperationRecord single(String user, String error) {
        return record(
                OperationDescription.of(OperationKind.ASSIGN_SEAT, PRODUCT).about(user),
                Ending.FAILED,
                error,
                OperationResult.NONE);
    }

    @Test
    void twentyThousandUsersWithOneReasonAreOneClosedLine() {
        add(bulk(20_000, group("user not found", 20_000, 200)), true);
        list.open(null, null);

        assertThat(list.getReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.isOpen()).isFalse();
            assertThat(reason.getUsersInWords() + ": " + reason.getReason()).isEqualTo("20,000 users: user not found");
            assertThat(reason.getUsers()).hasSize(FailureReasonRow.PAGE_SIZE);
            assertThat(reason.getRange()).isEqualTo("1\u201350 of 200");
            assertThat(reason.getPrevious()).isNull();
            assertThat(reason.getMore())
                    .isEqualTo("The page shows the first 200 of 20,000 users. The reports contain all of them.");
        });
    }

    @Test
    void pagesOfUsersFollowEachOther() {
        add(bulk(120, group("user not found", 120, 120), group("conflict", 1, 1)), true);
        FailureReasonRow first = list.getReasons().get(0);
        list.open(first.getKey(), "2");

        assertThat(first.isOpen()).isTrue();
        assertThat(first.getUsers().get(0).getUserName()).isEqualTo("user50@contoso.com");
        assertThat(first.getPrevious()).contains("page=1#ms-store-reason-" + first.getKey());
        assertThat(first.getNext()).contains("page=3");
        assertThat(list.getReasons().get(1).isOpen()).isFalse();

        list.open(first.getKey(), "3");
        assertThat(first.getUsers()).hasSize(20);
        assertThat(first.getNext()).isNull();
        assertThat(first.getRange()).isEqualTo("101\u2013120 of 120");
    }

    @Test
    void aPageThatIsNotThereIsTheNearest() {
        add(bulk(60, group("user not found", 60, 60)), true);
        FailureReasonRow reason = list.getReasons().get(0);

        list.open(reason.getKey(), "99999999999999999999");
        assertThat(reason.getRange()).startsWith("1\u2013");
        list.open(reason.getKey(), "99");
        assertThat(reason.getRange()).startsWith("51\u2013");
        list.open(reason.getKey(), "-1");
        assertThat(reason.getRange()).startsWith("1\u2013");
        list.open("<script>", "1");
    }

    /** The hash codes of these texts are equal. */
    @Test
    void reasonsHaveKeysOfTheirOwn() {
        add(bulk(20, group("Aa", 20, 20), group("BB", 20, 20), group(null, 20, 20)), true);
        list.open(list.getReasons().get(0).getKey(), "1");

        assertThat(list.getReasons()).extracting(FailureReasonRow::getKey).doesNotHaveDuplicates();
        assertThat(list.getReasons()).filteredOn(FailureReasonRow::isOpen).hasSize(1);
        assertThat(list.getReasons()).extracting(FailureReasonRow::getKey).allMatch(key -> key.matches("[a-z0-9-]+"));
    }

    @Test
    void additionsAndRemovalsThatFailForOneReasonAreToldApart() {
        FailureGroup added = group("conflict", 3, 3);
        add(
                bulk(
                        6,
                        new FailureGroup(added.reason(), 3, added.users(), "ADD"),
                        new FailureGroup(added.reason(), 2, added.users().subList(0, 2), "REMOVE"),
                        group("not a user principal name", 1, 1)),
                true);

        assertThat(list.getReasons())
                .extracting(FailureReasonRow::getChange)
                .containsExactly("Assign a seat", "Reclaim a seat", null);
        assertThat(list.getReasons()).extracting(FailureReasonRow::getKey).doesNotHaveDuplicates();
        assertThat(list.getReasons())
                .extracting(FailureReasonRow::getUsersInWords)
                .containsExactly("3 users", "2 users", "1 user");
    }

    @Test
    void operationsWithTheSameReasonShareIt() {
        add(bulk(3, group("user not found", 3, 3)), true);
        add(bulk(2, group("user not found", 2, 2)), true);

        assertThat(list.getReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.getUsersInWords()).isEqualTo("5 users");
            assertThat(reason.isOfManyOperations()).isTrue();
            assertThat(reason.isDetailed()).isFalse();
        });
    }

    @Test
    void singleUsersAreGroupedWithoutWhatDiffers() {
        add(
                single(
                        "ada@contoso.com",
                        "Assign seat, product 9NBLGGH4R2R6/0016, user ada@contoso.com failed: not found: User"
                                + " ada@contoso.com (HTTP 404, MS-CV abcdefghijklmnop)"),
                false);
        add(
                single(
                        "bob@contoso.com",
                        "Assign seat, product 9NBLGGH4R2R6/0016, user bob@contoso.com failed: not found: User"
                                + " bob@contoso.com (HTTP 404, MS-CV 0123456789abcdef, after 3 attempts)"),
                false);
        list.open(null, null);

        assertThat(list.getReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.getReason()).isEqualTo("not found: User …");
            assertThat(reason.getUsersInWords()).isEqualTo("2 users");
            assertThat(reason.isOpen()).as("few users are shown at once").isTrue();
            assertThat(reason.getUsers())
                    .extracting(FailedUserRow::getDetail)
                    .allMatch(detail -> detail.contains("MS-CV"));
        });
    }

    @Test
    void usersOfBulkOperationsAreForReadersOfTheReports() {
        add(bulk(3, group("user not found", 3, 3)), false);

        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void failuresThatWereNotKeptAreCounted() {
        add(bulk(500), true);

        assertThat(list.getReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.getReason()).isEqualTo("Further failures");
            assertThat(reason.getUsersInWords()).isEqualTo("500 users");
            assertThat(reason.getMore()).isEqualTo("The reports contain these users.");
        });
    }

    @Test
    void reasonsBeyondThePageAreCounted() {
        for (int i = 0; i < FailureList.MAX_REASONS + 2; i++) {
            add(bulk(1, group("reason " + i, 1, 1)), true);
        }

        assertThat(list.getReasons()).hasSize(FailureList.MAX_REASONS);
        assertThat(list.getMore()).isEqualTo("2 more reasons, with 2 users, are in the reports.");
    }
}
