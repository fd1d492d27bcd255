package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The operations on seats. Each returns its answer's JSON or ends with a {@link StoreErrorException}. */
final class SeatOperations {
    private static final int MAX_PAGE = 100;
    private static final String NO_SEATS = "No available seats";

    private final Catalog catalog;
    private final UserDirectory directory;
    private final boolean emptyTokens;

    SeatOperations(Catalog catalog, UserDirectory directory, boolean emptyTokens) {
        this.catalog = catalog;
        this.directory = directory;
        this.emptyTokens = emptyTokens;
    }

    JsonNode get(Call call) {
        SeatBook book = seatBook(call);
        String user = user(call);
        return seat(book, book.find(user), user);
    }

    JsonNode assign(Call call) {
        SeatBook book = seatBook(call);
        String user = user(call);
        Seat seat = book.assign(user, dateAssigned(call))
                .orElseThrow(() -> StoreError.conflict(NO_SEATS).asException());
        return StoreJson.seat(book.product().key(), seat);
    }

    JsonNode reclaim(Call call) {
        SeatBook book = seatBook(call);
        String user = user(call);
        return seat(book, book.reclaim(user), user);
    }

    JsonNode bulk(Call call) {
        BulkRequest request = checked(call);
        SeatBook book = seatBook(call);
        ProductKey key = book.product().key();
        ObjectNode result = StoreJson.object();
        ArrayNode seats = result.putArray("seatDetails");
        ArrayNode failures = result.putArray("failedSeatOperations");
        for (String user : distinct(request.userNames())) {
            Optional<String> failure = userProblem(user);
            Optional<Seat> seat = Optional.empty();
            if (failure.isEmpty()) {
                seat = request.assigns() ? book.assign(user, dateAssigned(call)) : book.reclaim(user);
            }
            if (seat.isPresent()) {
                seats.add(StoreJson.seat(key, seat.get()));
            } else {
                String reason = failure.orElse(request.assigns() ? NO_SEATS : "Seat not found");
                failures.add(StoreJson.failedSeat(key, user, reason));
            }
        }
        return result;
    }

    JsonNode list(Call call) {
        SeatBook book = seatBook(call);
        Page page = Page.of(call, MAX_PAGE);
        return page.render(
                "seats",
                book.after(page.after(), page.size() + 1),
                Seat::assignedTo,
                seat -> StoreJson.seat(book.product().key(), seat),
                emptyTokens);
    }

    JsonNode listOfUser(Call call) {
        String user = user(call);
        Page page = Page.of(call, MAX_PAGE);
        List<SeatBook> books = new ArrayList<>();
        for (SeatBook book : catalog.after(page.after())) {
            if (books.size() <= page.size() && book.find(user).isPresent()) {
                books.add(book);
            }
        }
        return page.render(
                "seats",
                books,
                book -> book.product().key().folded(),
                book -> StoreJson.seat(book.product().key(), book.find(user).orElseThrow()),
                emptyTokens);
    }

    private SeatBook seatBook(Call call) {
        SeatBook book = catalog.find(call.target().product())
                .filter(found -> found.product().owned())
                .orElseThrow(() ->
                        StoreError.inventoryNotFound(call.target().product()).asException());
        if (book.product().licenseType() != LicenseType.ONLINE) {
            throw StoreError.conflict("Not online").asException();
        }
        return book;
    }

    private String user(Call call) {
        String user = call.target().userName();
        if (!UserDirectory.isUserPrincipalName(user)) {
            throw StoreError.invalidParameter("userName", "Invalid parameter", "Not a user principal name")
                    .asException();
        }
        if (!directory.knows(user)) {
            throw StoreError.userNotFound(user).asException();
        }
        return user;
    }

    private Optional<String> userProblem(String user) {
        if (!UserDirectory.isUserPrincipalName(user)) {
            return Optional.of("Invalid userName");
        }
        return directory.knows(user) ? Optional.empty() : Optional.of("User not found");
    }

    private static JsonNode seat(SeatBook book, Optional<Seat> seat, String user) {
        ProductKey key = book.product().key();
        return StoreJson.seat(
                key, seat.orElseThrow(() -> StoreError.seatNotFound(key, user).asException()));
    }

    private static BulkRequest checked(Call call) {
        String contentType = call.headers().get("Content-Type");
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw StoreError.of(415, "UnsupportedMediaType", "The body has to be application/json")
                    .asException();
        }
        BulkRequest request = call.bulk();
        if (!request.wellFormed()) {
            throw StoreError.invalidParameter("body", "Invalid parameter", "Not a JSON object")
                    .asException();
        }
        if (request.action() == null) {
            throw StoreError.invalidParameter("seatAction", "Invalid parameter", "Either assign or reclaim")
                    .asException();
        }
        int users = request.userNames().size();
        if (users < 1 || users > BulkRequest.MAX_USERS) {
            throw StoreError.invalidParameter(
                            "usernames", "Invalid parameter", "From 1 to " + BulkRequest.MAX_USERS + " users")
                    .asException();
        }
        return request;
    }

    private static Iterable<String> distinct(List<String> userNames) {
        Map<String, String> distinct = new LinkedHashMap<>();
        userNames.forEach(user -> distinct.putIfAbsent(UserDirectory.folded(user), user));
        return distinct.values();
    }

    private static Instant dateAssigned(Call call) {
        return call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
    }
}
