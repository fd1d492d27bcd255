package io.jenkins.plugins.msstore.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.msstore.client.error.InterruptedBeforeSendingException;
import io.jenkins.plugins.msstore.client.error.NotAppliedException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
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

/**
 * One bulk call, repeated until each of its users is resolved. Users that the answer leaves out, or names with
 * contradictory outcomes, are read back one by one; only users without the change are sent again.
 */
final class BulkWrite {

    private static final int MAX_CHARACTERS = 300;

    /** The number of users that are read back first. More than one, because the service may fail for a single user. */
    private static final int READ_FIRST = 2;

    private final StoreClient client;
    private final StoreExchange exchange;
    private final Retries retries;
    private final Subject subject;
    private final ProductKey product;
    private final SeatAction action;
    private final BooleanSupplier beforeSending;

    /** The users who are not resolved yet, by case-folded name. */
    private final Map<String, UserPrincipalName> unresolved = new LinkedHashMap<>();

    /** Whether the present attempt may have been sent without its outcome being known. */
    private volatile boolean mayHaveBeenSent;

    /**
     * Whether any attempt ended without its outcome being known. A read-back that showed "not applied" does not undo that:
     * a request that the service has received may still be carried out after the read.
     */
    private volatile boolean wasUnknown;

    private final List<Seat> seats = new ArrayList<>();
    private final List<FailedSeat> failures = new ArrayList<>();
    private final List<UnresolvedSeat> unresolvedAtEnd = new ArrayList<>();

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
        users.forEach(user -> unresolved.put(user.foldCase(), user));
    }

    CompletableFuture<BulkSeats> run() {
        return run(this::attempt);
    }

    /** As {@link #run()}, for a call that may have been sent before, and whose users were not read back since. */
    CompletableFuture<BulkSeats> resume() {
        // set now, because the call may be interrupted before the users are read back
        wasUnknown = true;
        AtomicBoolean wasReadBack = new AtomicBoolean();
        return run(isRepeat -> wasReadBack.getAndSet(true)
                ? attempt(isRepeat)
                // this read-back sends no write, so the attempt after it is the first one
                : readBack(sentBefore()).exceptionallyCompose(notApplied -> attempt(false)));
    }

    private StoreException sentBefore() {
        return new OutcomeUnknownException(subject, 0, "an earlier request got no response", null);
    }

    private CompletableFuture<BulkSeats> run(Retries.Attempts<Void> attempts) {
        int requested = unresolved.size();
        return retries.run(StoreClient.IS_RETRYABLE_WRITE, attempts)
                .handle((done, error) -> {
                    if (error == null) {
                        return CompletableFuture.completedFuture(result());
                    }
                    return ended(Failures.unwrapped(error), requested);
                })
                .thenCompose(result -> result);
    }

    /** Keeps the users that were resolved before the end; the call fails as a whole if none was. */
    private synchronized CompletableFuture<BulkSeats> ended(Throwable failure, int requested) {
        boolean cancelled = failure instanceof CancellationException;
        if (!cancelled && (!(failure instanceof StoreException) || unresolved.size() == requested)) {
            return CompletableFuture.failedFuture(failure);
        }
        StoreException reason = cancelled ? interrupted() : (StoreException) failure;
        unresolved.values().forEach(user -> unresolvedAtEnd.add(new UnresolvedSeat(user.text(), reason)));
        unresolved.clear();
        return CompletableFuture.completedFuture(result());
    }

    private StoreException interrupted() {
        return mayHaveBeenSent || wasUnknown
                ? new OutcomeUnknownException(subject, 0, "interrupted", null)
                : new InterruptedBeforeSendingException(subject);
    }

    private synchronized BulkSeats result() {
        return new BulkSeats(seats, failures, unresolvedAtEnd, subject.correlationVector());
    }

    private CompletableFuture<Void> attempt(boolean isRepeat) {
        mayHaveBeenSent = false;
        return exchange.send(request(), WireBulk.Answer.class, isRepeat)
                .thenApply(this::checked)
                .handle((answer, error) -> {
                    if (error == null) {
                        resolve(answer);
                        return isResolved() ? done() : readBack(unanswered());
                    }
                    Throwable failure = Failures.unwrapped(error);
                    if (failure instanceof StoreException known) {
                        if (known.outcome() == WriteOutcome.UNKNOWN) {
                            return readBack(known);
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
                unresolvedUsers().stream().map(UserPrincipalName::text).toList();
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
                    subject,
                    WriteOutcome.UNKNOWN,
                    "the response contains neither 'seatDetails' nor 'failedSeatOperations'");
        }
        return answer;
    }

    /**
     * Resolves the users that the answer names. A user who is named twice, or with a state that contradicts the action, stays
     * unresolved and is read back.
     */
    private synchronized void resolve(WireBulk.Answer answer) {
        Map<String, Seat> applied = new HashMap<>();
        Map<String, String> rejections = new HashMap<>();
        Set<String> contradicted = new HashSet<>();
        for (WireSeat wire : answer.seats()) {
            seatOf(wire).ifPresent(seat -> {
                String name = UserPrincipalName.foldCase(seat.assignedTo());
                if (!product.equals(seat.productKey())
                        || !action.isApplied(Optional.of(seat))
                        || applied.put(name, seat) != null) {
                    contradicted.add(name);
                }
            });
        }
        for (WireBulk.Failure wire : answer.failures()) {
            if (wire != null && wire.userName() != null) {
                String name = UserPrincipalName.foldCase(wire.userName());
                if (rejections.put(name, reason(wire)) != null || applied.containsKey(name)) {
                    contradicted.add(name);
                }
            }
        }
        List.copyOf(unresolved.entrySet()).stream()
                .filter(entry -> !contradicted.contains(entry.getKey()))
                .forEach(entry -> resolve(entry.getKey(), entry.getValue(), applied, rejections));
    }

    private Optional<Seat> seatOf(WireSeat wire) {
        try {
            return wire == null ? Optional.empty() : Optional.of(wire.seat(subject));
        } catch (WireFault incomplete) {
            return Optional.empty();
        }
    }

    private static String reason(WireBulk.Failure wire) {
        String reason = LogText.of(wire.failureReason(), MAX_CHARACTERS);
        return reason.isEmpty() ? "the service gave no reason" : reason;
    }

    private void resolve(
            String name, UserPrincipalName user, Map<String, Seat> applied, Map<String, String> rejections) {
        if (applied.containsKey(name) && unresolved.remove(name) != null) {
            seats.add(applied.get(name));
        } else if (rejections.containsKey(name) && unresolved.remove(name) != null) {
            failures.add(new FailedSeat(user.text(), rejections.get(name)));
        }
    }

    private StoreException unanswered() {
        return new UnexpectedAnswerException(
                subject, WriteOutcome.UNKNOWN, 200, "the response does not contain all users");
    }

    private synchronized List<UserPrincipalName> unresolvedUsers() {
        return List.copyOf(unresolved.values());
    }

    /**
     * Reads the unresolved users back; those without the change stay unresolved for another attempt. If there is no response
     * for the first users, the others are not tried: each would take the time of all its attempts.
     */
    private CompletableFuture<Void> readBack(StoreException failure) {
        wasUnknown = true;
        List<UserPrincipalName> users = unresolvedUsers();
        int first = Math.min(READ_FIRST, users.size());
        List<UserPrincipalName> others = users.subList(first, users.size());
        return readBack(users.subList(0, first), failure)
                .thenCompose(errors -> {
                    if (others.isEmpty() || !errors.stream().allMatch(BulkWrite::isWithoutResponse)) {
                        return readBack(others, failure);
                    }
                    // if the service was not reached for one of them, the others can be read back later
                    Throwable error = errors.stream()
                            .filter(BulkWrite::isUnreachable)
                            .findFirst()
                            .orElse(errors.get(0));
                    others.forEach(user -> onReadBack(user, Optional.empty(), error, failure));
                    return CompletableFuture.completedFuture(errors);
                })
                .thenCompose(all ->
                        isResolved() ? done() : CompletableFuture.failedFuture(new NotAppliedException(failure)));
    }

    /** Reads users back at the same time; returns the error of each, null for a seat that was read. */
    private CompletableFuture<List<Throwable>> readBack(List<UserPrincipalName> users, StoreException failure) {
        List<CompletableFuture<Throwable>> reads = users.stream()
                .map(user -> client.findSeat(product, user, retries).handle((seat, error) -> {
                    onReadBack(user, seat, error, failure);
                    return error;
                }))
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(all -> reads.stream().map(CompletableFuture::join).toList());
    }

    private static boolean isWithoutResponse(Throwable error) {
        return isUnreachable(error)
                || Failures.unwrapped(error) instanceof OutcomeUnknownException unknown && unknown.httpStatus() == 0;
    }

    private static boolean isUnreachable(Throwable error) {
        return Failures.unwrapped(error) instanceof UnreachableException;
    }

    /** An answer that arrives after the write was cancelled changes nothing any more. */
    private synchronized void onReadBack(
            UserPrincipalName user, Optional<Seat> seat, Throwable error, StoreException failure) {
        boolean resolved = error != null || action.isApplied(seat);
        if (!resolved || unresolved.remove(user.foldCase()) == null) {
            return;
        }
        if (error == null) {
            seats.add(action.seatAfter(product, user, seat));
        } else {
            Throwable unknown = WriteReconciler.stillUnknown(failure, error);
            unresolvedAtEnd.add(new UnresolvedSeat(
                    user.text(),
                    unknown instanceof StoreException known
                            ? known
                            : new OutcomeUnknownException(subject, 0, "interrupted", null)));
        }
    }

    private synchronized boolean isResolved() {
        return unresolved.isEmpty();
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
