package io.jenkins.plugins.msstore.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the limits of a sync: what a plan may do. */
class SyncRequestTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static SyncPlan plan(int present, int toAdd, int toRemove, int invalid) {
        return new SyncPlan(present, toAdd, toRemove, present - toRemove, 0, 0, 0, invalid, DIGEST, false);
    }

    /** A percentage is rounded down, but above 0 it allows one removal. */
    @ParameterizedTest
    @CsvSource({
        "10%,100,10,true",
        "10%,100,11,false",
        "10%,109,10,true",
        "10%,109,11,false",
        "10%,9,1,true",
        "10%,9,2,false",
        "1%,1,1,true",
        "0%,100,1,false",
        "0%,100,0,true",
        "0,100,1,false",
        "0,100,0,true",
        "3,3,3,true",
        "3,4,4,false",
        "100%,7,7,true"
    })
    void removalsAreLimited(String maxRemovals, int present, int removals, boolean isAllowed) {
        SyncRequest request = SyncFiles.request(OPEN, SyncMode.FULL, maxRemovals);
        SyncPlan plan = plan(present, 5, removals, 0);
        assertThat(request.problemOf(plan).isEmpty()).isEqualTo(isAllowed);
        assertThat(request.exceedsMaxRemovals(plan)).isEqualTo(!isAllowed);
        assertThat(SyncFiles.dryRun(request).problemOf(plan)).isEmpty();
    }

    @Test
    void aPlanWithTooManyRemovalsTellsItsNumbersAndWhatToDo() {
        assertThat(SyncFiles.request(OPEN, SyncMode.FULL, "10%").problemOf(plan(1234, 0, 1200, 0)))
                .contains(
                        "1,200 of 1,234 users with a seat would lose it, and maxRemovals '10%' allows 123; check the plan,"
                                + " and if it is right, use maxRemovals: 1200");
    }

    /** The name that is meant may be that of a user who would lose the seat. */
    @Test
    void nothingIsRemovedWhereEntriesAreInvalid() {
        SyncRequest request = SyncFiles.request(OPEN, SyncMode.FULL, "100%");
        assertThat(request.problemOf(plan(10, 0, 1, 2)))
                .contains(
                        "entries that are no user names: 2; seats to be reclaimed, perhaps of the users that they mean: 1;"
                                + " correct the list, or use mode: 'addOnly'");
        assertThat(request.problemOf(plan(10, 5, 0, 2))).isEmpty();
        assertThat(SyncFiles.dryRun(request).problemOf(plan(10, 0, 1, 2))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5,0,true",
        "4,0,false",
        "4,1,true",
        "0,5,true",
        "-1,5,false",
        "-1,6,true",
        "0,4,false",
        "9223372036854775807,1,true"
    })
    void additionsNeedSeatsThatAreFreeOrBecomeFree(long available, int removals, boolean isEnough) {
        SyncRequest request = SyncFiles.request(OPEN, SyncMode.FULL, "100%");
        SyncPlan plan = plan(10, 5, removals, 0);
        assertThat(request.shortage(plan, available).isEmpty()).isEqualTo(isEnough);
        assertThat(SyncFiles.ignoringCapacity(request).shortage(plan, available))
                .isEmpty();
    }

    @Test
    void onlyTheExpectedPlanIsAllowedAlsoInADryRun() {
        SyncRequest request = SyncFiles.expecting(SyncFiles.full(), " " + DIGEST.toUpperCase(Locale.ROOT) + " ");
        assertThat(request.problemOf(plan(10, 1, 1, 0))).isEmpty();
        SyncRequest another = SyncFiles.expecting(SyncFiles.full(), "f".repeat(64));
        assertThat(another.problemOf(plan(10, 1, 2, 0)))
                .get()
                .asString()
                .startsWith("not what was approved is to be done now: 1 to add and 2 to remove, planDigest " + DIGEST);
        assertThat(SyncFiles.dryRun(another).problemOf(plan(10, 1, 2, 0))).isPresent();
    }

    /** An empty text would switch the protection off without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void anExpectedPlanIsADigest(String text) {
        assertThatThrownBy(() -> SyncRequest.expectedPlan(text))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("expectedPlan '");
    }

    @Test
    void aProtectedUserIsAUserName() {
        assertThat(SyncRequest.protectedUsers(null)).isEmpty();
        assertThat(SyncRequest.protectedUsers(List.of(" ada@contoso.com "))).hasSize(1);
        for (List<String> names : List.of(List.of("ada"), List.of(""), Arrays.asList((String) null))) {
            assertThatThrownBy(() -> SyncRequest.protectedUsers(names))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageStartingWith("protectedUsers");
        }
    }

    @ParameterizedTest
    @CsvSource({"full,FULL", "ADDONLY,ADD_ONLY", "' removeOnly ',REMOVE_ONLY", ",FULL"})
    void aModeIsAWordInAnyCase(String word, SyncMode mode) {
        assertThat(SyncMode.of(word)).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "", " "})
    void anotherModeIsRefused(String word) {
        assertThatThrownBy(() -> SyncMode.of(word))
                .hasMessage("mode '" + word.strip() + "' must be 'full', 'addOnly' or 'removeOnly'");
    }
}
