package io.jenkins.plugins.msstore.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.msstore.client.error.InterruptedBeforeSendingException;
import io.jenkins.plugins.msstore.client.error.NotDoneException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.Verdict;
import io.jenkins.plugins.msstore.client.http.Retries;
import io.jenkins.plugins.msstore.client.http.StoreJson;
import io.jenkins.plugins.msstore.client.http.StoreRequest;
import io.jenkins.plugins.msstore.client.model.FailedSeat;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.client.wire.WireBulk;
import io.jenkins.plugins.msstore.client.wire.WireFault;
import io.jenkins.plugins.msstore.client.wire.WireSeat;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One bulk call, until each of its users is settled: what the answer leaves open, or a broken call altogether, is looked up
 * user by user, and only those for whom it was not done are sent again.
 */
final class BulkWrite {

    private static final int SHOWN_CHARACTERS = 300;

    private final StoreClient client;
    private final StoreExchange exchange;
    private final Retries retries;
    private final Subject subject;
    private final ProductKey product;
    private final SeatAction action;
    private final BooleanSupplier beforeSending;

    /** Who is not settled yet, by normalized name. */
    private final Map<String, UserPrincipalName> open = new LinkedHashMap<>();

    /** Whether the present attempt may have been sent without its outcome being known. */
    private volatile boolean mayHaveBeenSent;

    /**
     * Whether any attempt ended without its outcome being known. A look that showed "not done" does not take that back: a
     * request that the service has received may still be carried out after the look.
     */
    private volatile boolean wasUnknown;

    private final List<Seat> seats = new ArrayList<>();
    private final List<FailedSeat> failures = new ArrayList<>();
    private final List<UnsettledSeat> unsettled = new ArrayList<>();

    BulkWrite(
            StoreClient client,
            StoreExchange exchange,
            Retries retries,
            Subject subject,
            ProductKey product,
            SeatAction action,
            List<UserPrincipalName> users,
            BooleanSupplier beforeSending) {
        this.client = client;
        this.exchange = exchange;
        this.retries = retries;
        this.subject = subject;
        this.product = product;
        this.action = action;
        this.beforeSending = beforeSending;
        users.forEach(user -> open.put(user.normalized(), user));
    }

    CompletableFuture<BulkSeats> run() {
        return run(this::attempt);
    }

    /** As {@link #run()}, for a call that a process that ended may have sent. */
    CompletableFuture<BulkSeats> resume() {
        // also where it is interrupted before it has looked
        wasUnknown = true;
        AtomicBoolean looked = new AtomicBoolean();
        return run(() -> looked.getAndSet(true)
                ? attempt()
                // a look is no attempt that could have failed
                : lookAtOpen(sentByAnother()).exceptionallyCompose(notDone -> attempt()));
    }

    private StoreException sentByAnother() {
        return new OutcomeUnknownException(subject, 0, "it was under way when the process that sent it ended", null);
    }

    private CompletableFuture<BulkSeats> run(Supplier<CompletableFuture<Void>> attempt) {
        int asked = open.size();
        return retries.run(StoreClient.IS_RETRYABLE_WRITE, attempt)
                .handle((done, error) -> {
                    if (error == null) {
                        return CompletableFuture.completedFuture(result());
                    }
                    return ended(Failures.unwrapped(error), asked);
                })
                .thenCompose(result -> result);
    }

    /** What was settled before the end stays known; where nothing was, the call failed as a whole. */
    private synchronized CompletableFuture<BulkSeats> ended(Throwable failure, int asked) {
        boolean cancelled = failure instanceof CancellationException;
        if (!cancelled && (!(failure instanceof StoreException) || open.size() == asked)) {
            return CompletableFuture.failedFuture(failure);
        }
        StoreException reason = cancelled ? interrupted() : (StoreException) failure;
        open.values().forEach(user -> unsettled.add(new UnsettledSeat(user.text(), reason)));
        open.clear();
        return CompletableFuture.completedFuture(result());
    }

    private StoreException interrupted() {
        return mayHaveBeenSent || wasUnknown
                ? new OutcomeUnknownException(subject, 0, "interrupted", null)
                : new InterruptedBeforeSendingException(subject);
    }

    private synchronized BulkSeats result() {
        return new BulkSeats(seats, failures, unsettled, subject.correlationVector());
    }

    private CompletableFuture<Void> attempt() {
        mayHaveBeenSent = false;
        return exchange.send(request(), WireBulk.Answer.class)
                .thenApply(this::checked)
                .handle((answer, error) -> {
                    if (error == null) {
                        take(answer);
                        return isSettled() ? done() : lookAtOpen(unanswered());
                    }
                    Throwable failure = Failures.unwrapped(error);
                    if (failure instanceof StoreException known) {
                        if (known.verdict() == Verdict.UNKNOWN) {
                            return lookAtOpen(known);
                        }
                        mayHaveBeenSent = false;
                    }
                    return CompletableFuture.<Void>failedFuture(failure);
                })
                .thenCompose(next -> next);
    }

    private boolean beforeSending() {
        if (beforeSending.getAsBoolean()) {
            mayHaveBeenSent = true;
            return true;
        }
        return false;
    }

    private StoreRequest request() {
        List<String> userNames =
                openUsers().stream().map(UserPrincipalName::text).toList();
        try {
            return StoreRequest.of(subject, "POST", "Inventory", product.productId(), product.skuId(), "Seats")
                    .withJson(StoreJson.MAPPER.writeValueAsString(new WireBulk.Request(userNames, action.word())))
                    .withBeforeSending(this::beforeSending);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can be written as JSON", e);
        }
    }

    private WireBulk.Answer checked(WireBulk.Answer answer) {
        if (answer.isEmpty()) {
            throw WireFault.of(
                    subject, Verdict.UNKNOWN, "the answer has neither 'seatDetails' nor 'failedSeatOperations'");
        }
        return answer;
    }

    /**
     * Takes what the answer says of each user, as far as it can be believed: who is named twice, or with a state that the
     * action does not leave behind, stays open and is looked at.
     */
    private synchronized void take(WireBulk.Answer answer) {
        Map<String, Seat> done = new HashMap<>();
        Map<String, String> refusals = new HashMap<>();
        Set<String> contradicted = new HashSet<>();
        for (WireSeat wire : answer.seats()) {
            seatOf(wire).ifPresent(seat -> {
                String name = UserPrincipalName.normalized(seat.assignedTo());
                if (!product.equals(seat.productKey())
                        || !action.isDone(Optional.of(seat))
                        || done.put(name, seat) != null) {
                    contradicted.add(name);
                }
            });
        }
        for (WireBulk.Failure wire : answer.failures()) {
            if (wire != null && wire.userName() != null) {
                String name = UserPrincipalName.normalized(wire.userName());
                if (refusals.put(name, reason(wire)) != null || done.containsKey(name)) {
                    contradicted.add(name);
                }
            }
        }
        List.copyOf(open.entrySet()).stream()
                .filter(entry -> !contradicted.contains(entry.getKey()))
                .forEach(entry -> settle(entry.getKey(), entry.getValue(), done, refusals));
    }

    private Optional<Seat> seatOf(WireSeat wire) {
        try {
            return wire == null ? Optional.empty() : Optional.of(wire.seat(subject));
        } catch (WireFault incomplete) {
            return Optional.empty();
        }
    }

    private static String reason(WireBulk.Failure wire) {
        String reason = LogText.of(wire.failureReason(), SHOWN_CHARACTERS);
        return reason.isEmpty() ? "the service gave no reason" : reason;
    }

    private void settle(String name, UserPrincipalName user, Map<String, Seat> done, Map<String, String> refusals) {
        if (done.containsKey(name) && open.remove(name) != null) {
            seats.add(done.get(name));
        } else if (refusals.containsKey(name) && open.remove(name) != null) {
            failures.add(new FailedSeat(user.text(), refusals.get(name)));
        }
    }

    private StoreException unanswered() {
        return new UnexpectedAnswerException(subject, Verdict.UNKNOWN, 200, "the answer settles not all of the users");
    }

    private synchronized List<UserPrincipalName> openUsers() {
        return List.copyOf(open.values());
    }

    /** Looks at everybody who is open; those for whom it was not done stay open for another attempt. */
    private CompletableFuture<Void> lookAtOpen(StoreException failure) {
        wasUnknown = true;
        CompletableFuture<?>[] looks = openUsers().stream()
                .map(user -> client.findSeat(product, user, retries).handle((seat, error) -> {
                    looked(user, seat, error, failure);
                    return null;
                }))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(looks)
                .thenCompose(
                        all -> isSettled() ? done() : CompletableFuture.failedFuture(new NotDoneException(failure)));
    }

    /** An answer that comes when the write is over already, because it was cancelled, changes nothing any more. */
    private synchronized void looked(
            UserPrincipalName user, Optional<Seat> seat, Throwable error, StoreException failure) {
        boolean settled = error != null || action.isDone(seat);
        if (!settled || open.remove(user.normalized()) == null) {
            return;
        }
        if (error == null) {
            seats.add(action.settled(product, user, seat));
        } else {
            Throwable unknown = SettledByLook.stillUnknown(failure, error);
            unsettled.add(new UnsettledSeat(
                    user.text(),
                    unknown instanceof StoreException known
                            ? known
                            : new OutcomeUnknownException(subject, 0, "interrupted", null)));
        }
    }

    private synchronized boolean isSettled() {
        return open.isEmpty();
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
