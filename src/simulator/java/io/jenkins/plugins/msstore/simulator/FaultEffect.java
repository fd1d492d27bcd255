package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.msstore.simulator.Delivery.Ending;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The effect of a fault on a request. Immutable; the methods return changed copies, and effects add up:
 * {@code FaultEffect.status(503).retryAfter(Duration.ofSeconds(1)).afterApplying()}.
 *
 * <p>An effect either replaces the operation, which is then not applied, or changes its answer afterwards.
 */
public final class FaultEffect {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final String name;
    private final boolean applies;
    private final Duration delay;
    private final BiFunction<Answer, Call, Answer> change;

    private FaultEffect(String name, boolean applies, Duration delay, BiFunction<Answer, Call, Answer> change) {
        this.name = name;
        this.applies = applies;
        this.delay = delay;
        this.change = change;
    }

    /** Closes the connection without an answer; on HTTP/2 all of its streams end. The operation is not applied. */
    public static FaultEffect drop() {
        return instead("drop", (answer, call) -> ended(answer, Ending.DROPPED));
    }

    /** Applies the operation, then closes the connection without an answer. */
    public static FaultEffect dropAfterApplying() {
        return drop().afterApplying();
    }

    /**
     * Resets the HTTP/2 stream and leaves the connection and its other streams alone; on HTTP/1.1 the same as
     * {@link #drop()}.
     */
    public static FaultEffect reset() {
        return instead("reset", (answer, call) -> ended(answer, Ending.RESET));
    }

    /** Answers with a status and no body, instead of applying the operation. */
    public static FaultEffect status(int status) {
        return instead(
                "status " + status, (answer, call) -> Answer.empty(status).withDelivery(answer.delivery()));
    }

    /** Answers 429, with {@code Retry-After} in seconds. */
    public static FaultEffect throttled(Duration retryAfter) {
        return status(429).retryAfter(retryAfter);
    }

    /** Answers 302 with a {@code Location}. */
    public static FaultEffect redirect(String location) {
        return status(302).header("Location", location);
    }

    /** Answers 302 with the requested path as its {@code Location}: the next request may be served. */
    public static FaultEffect redirectToItself() {
        return instead(
                "redirect to itself",
                (answer, call) -> Answer.empty(302).withHeader("Location", call.encodedPath() + "?" + call.query()));
    }

    /** Answers properly, after a while. */
    public static FaultEffect slow(Duration delay) {
        return changed("slow", (answer, call) -> answer).delayed(delay);
    }

    /**
     * Answers properly, once the latch has counted down to zero; each request counts it down. Gets several requests in
     * flight at the same time, without any wait for a fixed time.
     */
    public static FaultEffect meeting(CountDownLatch latch) {
        FaultEffect held = heldUntil(latch);
        return changed("meeting", (answer, call) -> {
            latch.countDown();
            return held.change.apply(answer, call);
        });
    }

    /** Answers properly, once the latch has counted down to zero; requests do not count it down. */
    public static FaultEffect heldUntil(CountDownLatch latch) {
        return changed("held", (answer, call) -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return answer;
        });
    }

    /** Answers properly, and sends the body at this rate. */
    public static FaultEffect slowBody(long bytesPerSecond) {
        return changed(
                "slow body",
                (answer, call) -> answer.withDelivery(answer.delivery().withBytesPerSecond(bytesPerSecond)));
    }

    /** Breaks off in the middle of the body, if there is one: fewer bytes come than {@code Content-Length} says. */
    public static FaultEffect cutOff() {
        return changed("cut off", (answer, call) -> ended(answer, Ending.CUT_OFF));
    }

    /** Sends the first half of the JSON as if it were all of it. */
    public static FaultEffect halfJson() {
        return changed(
                "half json",
                (answer, call) -> answer.withDelivery(answer.delivery().withBodyHalved()));
    }

    /** Answers 200 with a body that is not JSON although its media type says so. */
    public static FaultEffect garbage() {
        return changed("garbage", text("application/json", "{\"seat\u0000\u0001Details\" = <<<"));
    }

    /** Answers 200 with a proxy's page in HTML. */
    public static FaultEffect html() {
        return changed(
                "html",
                text(
                        "text/html; charset=utf-8",
                        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Network sign-in</h1>"
                                + "<p>Please sign in to use this network.</p></body></html>"));
    }

    /** Answers properly, under another media type. */
    public static FaultEffect contentType(String contentType) {
        return changed("content type", (answer, call) -> answer.withContentType(contentType));
    }

    /** Answers with the right status and no body. */
    public static FaultEffect emptyBody() {
        return changed(
                "empty body", (answer, call) -> Answer.empty(answer.status()).withDelivery(answer.delivery()));
    }

    /** Answers for another user than the requested one; in lists and bulk answers, the first seat is another user's. */
    public static FaultEffect answerForUser(String userName) {
        return changed("other user", edit(node -> firstSeat(node).put("assignedTo", userName)));
    }

    /** Answers for another product than the requested one. */
    public static FaultEffect answerForProduct(ProductKey key) {
        return changed("other product", edit(node -> firstSeat(node).set("productKey", StoreJson.productKey(key))));
    }

    /** Answers with this state, known or not; in lists and bulk answers, for the first seat. */
    public static FaultEffect answerState(String state) {
        return changed("state " + state, edit(node -> firstSeat(node).put("state", state)));
    }

    /** A bulk answer that omits the first seat, although its user was served. */
    public static FaultEffect bulkForgetsUser() {
        return changed("bulk forgets a user", edit(node -> {
            if (!seats(node).isEmpty()) {
                seats(node).remove(0);
            }
        }));
    }

    /** A bulk answer with a seat of a user that was not requested. */
    public static FaultEffect bulkAddsUser(String userName) {
        return changed("bulk adds a user", edit(node -> {
            ObjectNode foreign = seats(node).isEmpty()
                    ? StoreJson.object().put("state", "Active")
                    : ((ObjectNode) seats(node).get(0)).deepCopy();
            seats(node).add(foreign.put("assignedTo", userName));
        }));
    }

    /** A bulk answer that names one user twice: the first seat comes again at the end. */
    public static FaultEffect bulkRepeatsUser() {
        return changed("bulk repeats a user", edit(node -> {
            if (!seats(node).isEmpty()) {
                seats(node).add(seats(node).get(0).deepCopy());
            }
        }));
    }

    /** A bulk answer that names its first user among the seats and among the failures. */
    public static FaultEffect bulkContradictsItself() {
        return changed("bulk contradicts itself", edit(node -> {
            if (!seats(node).isEmpty()) {
                JsonNode seat = seats(node).get(0);
                ObjectNode failure = StoreJson.object()
                        .put("failureReason", "Internal error")
                        .put("userName", seat.path("assignedTo").asText());
                failure.set("productKey", seat.path("productKey"));
                ((ArrayNode) node.get("failedSeatOperations")).add(failure);
            }
        }));
    }

    /** The same effect, but after the operation was applied. */
    public FaultEffect afterApplying() {
        return new FaultEffect(name + " after applying", true, delay, change);
    }

    /** The same effect, a while later. */
    public FaultEffect delayed(Duration duration) {
        return new FaultEffect(name + " after " + duration, applies, delay.plus(duration), change);
    }

    /** The same effect with one more header. */
    public FaultEffect header(String header, String value) {
        return and((answer, call) -> answer.withHeader(header, value));
    }

    /** The same effect with {@code Retry-After} in whole seconds. */
    public FaultEffect retryAfter(Duration duration) {
        return header("Retry-After", String.valueOf(duration.toSeconds()));
    }

    /** The same effect with {@code Retry-After} as an HTTP date, this long after the request, and {@code Date}. */
    public FaultEffect retryAfterDate(Duration duration) {
        return and((answer, call) -> {
            ZonedDateTime now = call.receivedAt().atZone(ZoneOffset.UTC);
            return answer.withHeader("Date", HTTP_DATE.format(now))
                    .withHeader("Retry-After", HTTP_DATE.format(now.plus(duration)));
        });
    }

    /** The same effect with this body. */
    public FaultEffect body(String contentType, String text) {
        return and((answer, call) -> answer.withText(contentType, text));
    }

    /** Whether the operation is applied. */
    boolean applies() {
        return applies;
    }

    /** The delay of the answer. */
    Duration delay() {
        return delay;
    }

    /** Replaces the answer as the fault demands. */
    Answer change(Answer answer, Call call) {
        return change.apply(answer, call);
    }

    @Override
    public String toString() {
        return name;
    }

    private FaultEffect and(BiFunction<Answer, Call, Answer> more) {
        return new FaultEffect(name, applies, delay, (answer, call) -> more.apply(change.apply(answer, call), call));
    }

    private static FaultEffect instead(String name, BiFunction<Answer, Call, Answer> change) {
        return new FaultEffect(name, false, Duration.ZERO, change);
    }

    private static FaultEffect changed(String name, BiFunction<Answer, Call, Answer> change) {
        return new FaultEffect(name, true, Duration.ZERO, change);
    }

    private static BiFunction<Answer, Call, Answer> text(String contentType, String text) {
        return (answer, call) -> Answer.ofText(200, contentType, text).withDelivery(answer.delivery());
    }

    private static Answer ended(Answer answer, Ending ending) {
        return answer.withDelivery(answer.delivery().withEnding(ending));
    }

    private static BiFunction<Answer, Call, Answer> edit(Consumer<ObjectNode> edit) {
        return (answer, call) -> {
            if (answer.status() != 200 || !(answer.json() instanceof ObjectNode node)) {
                return answer;
            }
            ObjectNode edited = node.deepCopy();
            edit.accept(edited);
            return answer.withJson(edited);
        };
    }

    private static ObjectNode firstSeat(ObjectNode node) {
        ArrayNode seats = seats(node);
        return seats.isEmpty() ? node : (ObjectNode) seats.get(0);
    }

    private static ArrayNode seats(ObjectNode node) {
        for (String name : new String[] {"seatDetails", "seats"}) {
            if (node.get(name) instanceof ArrayNode array) {
                return array;
            }
        }
        return StoreJson.object().arrayNode();
    }
}
