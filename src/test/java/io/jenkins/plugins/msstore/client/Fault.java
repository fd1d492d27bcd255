package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import java.time.Duration;

/** The faults of a request in the tables of the fault suites. */
public enum Fault {
    DROP(Lasting.ATTEMPT, FaultEffect.drop()),
    DROP_AFTER_APPLYING(Lasting.ATTEMPT, FaultEffect.dropAfterApplying()),
    RESET(Lasting.ATTEMPT, FaultEffect.reset()),
    RESET_AFTER_APPLYING(Lasting.ATTEMPT, FaultEffect.reset().afterApplying()),
    HTTP_500(Lasting.ATTEMPT, FaultEffect.status(500)),
    HTTP_500_AFTER_APPLYING(Lasting.ATTEMPT, FaultEffect.status(500).afterApplying()),
    HTTP_502(Lasting.ATTEMPT, FaultEffect.status(502)),
    HTTP_503(Lasting.ATTEMPT, FaultEffect.status(503)),
    HTTP_503_AFTER_APPLYING(Lasting.ATTEMPT, FaultEffect.status(503).afterApplying()),
    HTTP_503_RETRY_AFTER(Lasting.ATTEMPT, FaultEffect.status(503).retryAfter(Duration.ZERO)),
    HTTP_503_RETRY_AFTER_TOO_LONG(Lasting.OPERATION, FaultEffect.status(503).retryAfter(Duration.ofMinutes(16))),
    HTTP_504_AFTER_APPLYING(Lasting.ATTEMPT, FaultEffect.status(504).afterApplying()),
    HTTP_408(Lasting.ATTEMPT, FaultEffect.status(408)),
    HTTP_408_AFTER_APPLYING(Lasting.ATTEMPT, FaultEffect.status(408).afterApplying()),
    HTTP_429(Lasting.ATTEMPT, FaultEffect.status(429)),
    HTTP_429_RETRY_AFTER(Lasting.ATTEMPT, FaultEffect.throttled(Duration.ZERO)),
    HTTP_429_RETRY_AFTER_TOO_LONG(Lasting.OPERATION, FaultEffect.throttled(Duration.ofMinutes(16))),
    HTTP_302(Lasting.OPERATION, FaultEffect.redirect("https://elsewhere.invalid/login")),
    HTTP_307(Lasting.OPERATION, FaultEffect.status(307).header("Location", "https://elsewhere.invalid/V1/Inventory")),
    HTTP_304(Lasting.OPERATION, FaultEffect.status(304)),
    HTTP_400(Lasting.OPERATION, FaultEffect.status(400)),
    HTTP_401(Lasting.OPERATION, FaultEffect.status(401)),
    HTTP_403(Lasting.OPERATION, FaultEffect.status(403)),
    HTTP_409(Lasting.OPERATION, FaultEffect.status(409)),
    CUT_OFF(Lasting.ATTEMPT, FaultEffect.cutOff()),
    HALF_JSON(Lasting.ATTEMPT, FaultEffect.halfJson()),
    GARBAGE(Lasting.READ_BACK, FaultEffect.garbage()),
    HTML(Lasting.READ_BACK, FaultEffect.html()),
    EMPTY_BODY(Lasting.READ_BACK, FaultEffect.emptyBody()),
    OTHER_USER(Lasting.READ_BACK, FaultEffect.answerForUser("eve@elsewhere.invalid")),
    OTHER_PRODUCT(Lasting.READ_BACK, FaultEffect.answerForProduct(DefaultWorld.GENEROUS)),
    WRONG_CONTENT_TYPE(Lasting.NOT_AT_ALL, FaultEffect.contentType("text/html")),
    SLOW_BODY(Lasting.TIMEOUT, FaultEffect.slowBody(1)),
    SLOW(Lasting.TIMEOUT, FaultEffect.slow(Duration.ofMinutes(5))),
    NEVER_ANSWERED(Lasting.TIMEOUT, FaultEffect.drop().delayed(Duration.ofMinutes(5)));

    /** The part of an operation that a fault ends. */
    public enum Lasting {
        /** Nothing: the answer is good. */
        NOT_AT_ALL,
        /** One attempt; it is repeated, a write after the seat was read back. */
        ATTEMPT,
        /** The attempt, after the timeout of a request. */
        TIMEOUT,
        /** A read, because the next answer would be as wrong as this complete one. A write is read back. */
        READ_BACK,
        /** The operation: it is not repeated. */
        OPERATION
    }

    private final Lasting lasting;
    private final FaultEffect effect;

    Fault(Lasting lasting, FaultEffect effect) {
        this.lasting = lasting;
        this.effect = effect;
    }

    public Lasting lasting() {
        return lasting;
    }

    public FaultEffect effect() {
        return effect;
    }

    /** Whether a client notices the fault only by its timeout. */
    public boolean isSlow() {
        return lasting == Lasting.TIMEOUT;
    }

    /** Whether a client repeats the request until its time is over, because the service says that nothing was applied. */
    public boolean isStorm() {
        return this == HTTP_429 || this == HTTP_429_RETRY_AFTER || this == HTTP_503_RETRY_AFTER;
    }

    /** Whether the fault is relevant only for writes. */
    public boolean concernsWritesAlone() {
        return name().endsWith("_AFTER_APPLYING");
    }

    /** Whether such a fault pauses the tenant for longer than an operation waits. */
    public boolean closesTheTenant() {
        return this == HTTP_429_RETRY_AFTER_TOO_LONG || this == HTTP_503_RETRY_AFTER_TOO_LONG;
    }

    /** Whether the answer is valid, but for another request. */
    public boolean isAboutSomethingElse() {
        return this == OTHER_USER || this == OTHER_PRODUCT;
    }
}
