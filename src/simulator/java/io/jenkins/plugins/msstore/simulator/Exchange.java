package io.jenkins.plugins.msstore.simulator;

import io.jenkins.plugins.msstore.simulator.Delivery.Ending;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.RecordedRequest;

/**
 * Processes one request from its arrival to its answer: records it, delays it, injects faults, throttles, answers.
 *
 * <p>A request is in flight until its answer is about to be written, not until it is written: a client that has read the
 * answer may send its next request before the server knows that the answer is complete.
 */
final class Exchange {
    private static final Answer UNSENT = Answer.empty(503).withDelivery(Delivery.WHOLE.withEnding(Ending.DROPPED));

    private final Router router;
    private final StoreService store;
    private final TokenEndpoint tokenEndpoint;
    private final DiscoveryEndpoint discovery;
    private final Cdn cdn;
    private final AccessTokens tokens;
    private final FaultRules faults;
    private final Throttle throttle;
    private final RequestLog log;
    private final ConcurrencyGauge gauge;
    private final Pause pause;
    private final Duration latency;
    private final Clock clock;

    Exchange(
            Router router,
            StoreService store,
            TokenEndpoint tokenEndpoint,
            DiscoveryEndpoint discovery,
            Cdn cdn,
            AccessTokens tokens,
            FaultRules faults,
            Throttle throttle,
            RequestLog log,
            ConcurrencyGauge gauge,
            Pause pause,
            Duration latency,
            Clock clock) {
        this.router = router;
        this.store = store;
        this.tokenEndpoint = tokenEndpoint;
        this.discovery = discovery;
        this.cdn = cdn;
        this.tokens = tokens;
        this.faults = faults;
        this.throttle = throttle;
        this.log = log;
        this.gauge = gauge;
        this.pause = pause;
        this.latency = latency;
        this.clock = clock;
    }

    Answer answer(RecordedRequest request) throws InterruptedException {
        long arrival = System.nanoTime();
        Call call = router.route(request, clock.instant());
        AccessTokens.Check check = tokens.check(call.headers().get("Authorization"), call.receivedAt());
        Optional<FaultEffect> fault = faults.next(call);
        log.add(
                call,
                check,
                request.getConnectionIndex(),
                fault.map(FaultEffect::applies).orElse(true));
        if (!call.operation().isStoreOperation()) {
            return answer(call, check, fault, arrival);
        }
        gauge.enter(check.tenantId());
        try {
            return answer(call, check, fault, arrival);
        } finally {
            gauge.exit(check.tenantId());
        }
    }

    private Answer answer(Call call, AccessTokens.Check check, Optional<FaultEffect> fault, long arrival)
            throws InterruptedException {
        if (fault.isEmpty()) {
            return held(perform(call, check), arrival, Duration.ZERO);
        }
        FaultEffect effect = fault.get();
        Answer answer = effect.applies() ? perform(call, check) : Answer.empty(200);
        return held(effect.change(answer, call), arrival, effect.delay());
    }

    /** The work is part of the latency: the answer is sent at a fixed time after the request. */
    private Answer held(Answer answer, long arrival, Duration delay) throws InterruptedException {
        Duration worked = Duration.ofNanos(System.nanoTime() - arrival);
        return pause.hold(latency.plus(delay).minus(worked)) ? answer : UNSENT;
    }

    private Answer perform(Call call, AccessTokens.Check check) {
        return switch (call.operation()) {
            case TOKEN -> tokenEndpoint.answer(call);
            case DISCOVERY -> discovery.answer(call);
            case DOWNLOAD -> cdn.answer(call);
            case UNKNOWN -> store.error(call.problem());
            default ->
                throttle.tryPass(call.receivedAt())
                        ? store.answer(call, check)
                        : store.error(StoreError.of(429, "TooManyRequests", "Too many requests"))
                                .withHeader("Retry-After", "1");
        };
    }
}
