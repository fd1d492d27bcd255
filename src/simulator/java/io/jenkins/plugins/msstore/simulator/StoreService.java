package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** Serves the Store's operations: rejects requests without a valid token, applies the operation, writes errors. */
final class StoreService {
    private final SeatOperations seats;
    private final ProductOperations products;
    private final Supplier<String> authorizationUri;
    private final ErrorShape errors;

    /**
     * @param authorizationUri the authority's URL in the header {@code WWW-Authenticate}, for clients without a token
     */
    StoreService(
            SeatOperations seats, ProductOperations products, Supplier<String> authorizationUri, ErrorShape errors) {
        this.seats = seats;
        this.products = products;
        this.authorizationUri = authorizationUri;
        this.errors = errors;
    }

    /**
     * @param check the token of the call as it was when the call was logged: it may expire at any moment, and the log and the
     *     answer must agree
     */
    Answer answer(Call call, AccessTokens.Check check) {
        if (check.authorization() != Authorization.VALID) {
            return error(StoreError.of(
                            401, "Unauthorized", check.authorization().explanation()))
                    .withHeader(
                            "WWW-Authenticate",
                            "Bearer authorization_uri=\"" + authorizationUri.get() + "\", error=\"invalid_token\","
                                    + " error_description=\""
                                    + check.authorization().explanation() + "\"");
        }
        if (!check.managementTool()) {
            return error(StoreError.of(403, "Forbidden", "The application is not a management tool of the Store"));
        }
        try {
            return Answer.ofJson(200, perform(call));
        } catch (StoreErrorException e) {
            return error(e.error());
        }
    }

    /** Writes an error in the simulator's dialect. */
    Answer error(StoreError error) {
        ObjectNode body = errors.render(error);
        return body == null ? Answer.empty(error.status()) : Answer.ofJson(error.status(), body);
    }

    private JsonNode perform(Call call) {
        return switch (call.operation()) {
            case GET_INVENTORY -> products.inventory(call);
            case GET_PRODUCT -> products.details(call);
            case GET_LOCALIZED_DETAILS -> products.localizedDetails(call);
            case GET_PACKAGES -> products.packages(call);
            case GET_PACKAGE -> products.onePackage(call);
            case GET_OFFLINE_LICENSE -> products.offlineLicense(call);
            case GET_SEATS -> seats.list(call);
            case GET_SEAT -> seats.get(call);
            case ASSIGN_SEAT -> seats.assign(call);
            case RECLAIM_SEAT -> seats.reclaim(call);
            case BULK_SEATS -> seats.bulk(call);
            case GET_USER_SEATS -> seats.listOfUser(call);
            case TOKEN, DISCOVERY, DOWNLOAD, UNKNOWN -> throw call.problem().asException();
        };
    }
}
