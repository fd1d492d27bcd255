package io.jenkins.plugins.msstore.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error of the Store, as the reference documents it. {@link ErrorShape} writes it.
 *
 * @param status the HTTP status
 * @param code the error's name
 * @param message a sentence for people
 * @param data the documented data by name, in order: parameterName, reason, details; itemType, value; or reason
 */
record StoreError(int status, String code, String message, Map<String, String> data) {

    static StoreError invalidParameter(String parameter, String reason, String details) {
        return new StoreError(
                400, "InvalidParameter", "Invalid parameter", data("parameterName", parameter, reason, details));
    }

    static StoreError inventoryNotFound(ProductKey key) {
        return notFound("Inventory", key.toString());
    }

    static StoreError userNotFound(String userName) {
        return notFound("User", userName);
    }

    static StoreError seatNotFound(ProductKey key, String userName) {
        return notFound("Seat", key + "/" + userName);
    }

    static StoreError notFound(String itemType, String value) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("itemType", itemType);
        data.put("value", value);
        return new StoreError(404, "NotFound", "Not found", data);
    }

    static StoreError conflict(String reason) {
        return new StoreError(409, "Conflict", "Conflict", Map.of("reason", reason));
    }

    static StoreError of(int status, String code, String message) {
        return new StoreError(status, code, message, Map.of());
    }

    StoreErrorException asException() {
        return new StoreErrorException(this);
    }

    private static Map<String, String> data(String name, String value, String reason, String details) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put(name, value);
        data.put("reason", reason);
        data.put("details", details);
        return data;
    }
}
