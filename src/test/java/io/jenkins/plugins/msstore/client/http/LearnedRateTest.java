package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.http.ServiceModel.Client;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The share of a service's quota that a limiter uses, and the share of refused requests: a minute's work with a modelled
 * service that answers in 50 ms. The test advances the time, so the figures are the same on every machine.
 */
class LearnedRateTest {

    private static final int CONCURRENCY = 8;

    /** A bulk operation keeps twice as many batches under way as may be in flight. */
    private static final int AT_A_TIME = 16;

    @ParameterizedTest
    @CsvSource({"60, 0.95", "20, 0.95", "5, 0.95", "3, 0.90", "2, 0.90"})
    void theQuotaIsUsedAndFewRequestsAreRefused(int perSecond, double share) {
        int requests = 60 * perSecond;
        ServiceModel service = ServiceModel.withQuota(CONCURRENCY, 1, seconds -> perSecond);
        service.client(requests, Math.min(AT_A_TIME, requests));
        service.runUntilServed(requests);
        double offered = perSecond + perSecond * service.lastServed();
        assertThat(requests / offered).isGreaterThan(share);
        assertThat(service.refusedShare()).isLessThan(0.05);
    }

    @Test
    void answersInAnotherOrderAreNotTakenForALargerQuota() {
        double refused = IntStream.range(0, 10)
                .mapToDouble(seed -> {
                    ServiceModel service = ServiceModel.withQuota(CONCURRENCY, seed, seconds -> 5)
                            .withJitter(Duration.ofMillis(300));
                    service.client(300, AT_A_TIME);
                    return service.runUntilServed(300).refusedShare();
                })
                .average()
                .orElseThrow();
        assertThat(refused).isLessThan(0.07);
    }

    @Test
    void aQuotaThatChangesIsFollowed() {
        double[] recoveries = IntStream.range(0, 8)
                .mapToDouble(seed -> recoveryAfterAChange(seed, 40 + 0.25 * seed))
                .sorted()
                .toArray();
        assertThat(recoveries[7]).isLessThan(3);
        assertThat(recoveries[4]).isLessThan(2);
    }

    /** Measures the time until 90 % of a quota is used again after a smaller quota. */
    private static double recoveryAfterAChange(long seed, double back) {
        ServiceModel service =
                ServiceModel.withQuota(CONCURRENCY, seed, seconds -> seconds < 20 || seconds >= back ? 60 : 10);
        double offered = 60 + 60 * 20 + 10 * (back - 20) + 60 * 20;
        int requests = (int) (0.98 * offered);
        service.client(requests, AT_A_TIME);
        service.runUntilServed(requests);
        assertThat(requests / (offered + 60 * (service.lastServed() - back - 20)))
                .isGreaterThan(0.90);
        assertThat(service.refusedShare()).isLessThan(0.05);
        double recovery = 0;
        while (service.served(back + recovery, back + recovery + 1) < 0.9 * 60) {
            recovery += 0.05;
        }
        return recovery;
    }

    /** While it is closed, the service refuses every request, which says nothing about its quota. */
    @ParameterizedTest
    @CsvSource({"60, 10, true", "60, 60, true", "20, 10, true", "60, 10, false", "60, 60, false", "20, 10, false"})
    void aServiceThatWasClosedIsUsedAtFullSpeedSoonAfter(int perSecond, int closedSeconds, boolean namesTime) {
        assertThat(servedSoonAfter(1, perSecond, closedSeconds, namesTime))
                .isGreaterThan((long) (0.85 * 5 * perSecond));
    }

    /** The number of requests that are served in five seconds, three seconds after a service was closed. */
    private static long servedSoonAfter(long seed, int perSecond, int closedSeconds, boolean namesTime) {
        int opened = 20 + closedSeconds;
        ServiceModel service =
                ServiceModel.withQuota(CONCURRENCY, seed, seconds -> seconds >= 20 && seconds < opened ? 0 : perSecond);
        if (!namesTime) {
            service.namingNoTime();
        }
        int requests = 50 * perSecond;
        service.client(requests, AT_A_TIME);
        return service.runUntilServed(requests).served(opened + 3, opened + 8);
    }

    /** Whichever requests were under way when it closed. */
    @Test
    void aServiceThatWasClosedIsUsedAtFullSpeedInAnyCase() {
        long least = IntStream.range(0, 20)
                .mapToLong(seed -> servedSoonAfter(seed, 60, 10, true))
                .min()
                .orElseThrow();
        assertThat(least).isGreaterThan((long) (0.7 * 5 * 60));
    }

    /** The first request that is served beyond the rate shows it, though the rate spaces requests until it has grown. */
    @ParameterizedTest
    @CsvSource({"20, 22", "5, 26", "2, 30"})
    void aServiceThatServesEverythingAgainThrottlesNoMore(int perSecond, int shownAt) {
        ServiceModel service =
                ServiceModel.withQuota(CONCURRENCY, 1, seconds -> seconds < 20 ? perSecond : Integer.MAX_VALUE);
        int requests = 20 * perSecond + 2000;
        service.client(requests, AT_A_TIME);
        service.runUntilServed(requests);
        assertThat(service.lastServed()).isGreaterThan(shownAt + 5);
        assertThat(service.throttledShare(10, 20)).isGreaterThan(0.9);
        assertThat(service.throttledShare(shownAt, shownAt + 5)).isZero();
    }

    @Test
    void requestsThatAreRefusedAtRandomSlowTheOthersDownLittle() {
        double ideal = requestsPerSecond(0, 1);
        double atRandom = IntStream.range(1, 6)
                .mapToDouble(seed -> requestsPerSecond(0.01, seed))
                .average()
                .orElseThrow();
        assertThat(atRandom / ideal).isGreaterThan(0.8);
    }

    private static double requestsPerSecond(double refused, long seed) {
        int requests = 4000;
        ServiceModel service = ServiceModel.thatRefusesAtRandom(CONCURRENCY, refused, seed);
        service.client(requests, AT_A_TIME);
        return requests / service.runUntilServed(requests).lastServed();
    }

    @Test
    void clientsOfATenantShareItEvenly() {
        ServiceModel service = ServiceModel.withQuota(CONCURRENCY, 1, seconds -> 20);
        Client one = service.client(10_000, AT_A_TIME);
        Client other = service.client(10_000, AT_A_TIME);
        service.runUntilServed(1200);
        assertThat(1200 / (20 + 20 * service.lastServed())).isGreaterThan(0.95);
        assertThat(service.refusedShare()).isLessThan(0.05);
        assertThat(one.served()).isBetween(500, 700);
        assertThat(other.served()).isBetween(500, 700);
    }

    @Test
    void aServiceThatCountsByTimeIsUsedUp() {
        // a hundred requests in ten seconds, then a wait for the rest of the ten seconds
        ServiceModel service = ServiceModel.withWindow(CONCURRENCY, 100, Duration.ofSeconds(10));
        service.client(600, AT_A_TIME);
        service.runUntilServed(600);
        assertThat(service.lastServed()).isLessThan(59);
        assertThat(service.refusedShare()).isLessThan(0.10);
    }
}
