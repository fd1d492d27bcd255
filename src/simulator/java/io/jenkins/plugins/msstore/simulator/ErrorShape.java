package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The layouts of an error's body; the reference names the data but shows no body. */
public enum ErrorShape {
    /** <code>{"code": …, "message": …, "data": {…}}</code> */
    DATA {
        @Override
        ObjectNode render(StoreError error) {
            ObjectNode body = named(error, "message");
            body.set("data", data(error));
            return body;
        }
    },
    /** <code>{"code": …, "message": …, "data": ["Seat", "9NBLGGH4R2R6/0016/…"]}</code> */
    DATA_LIST {
        @Override
        ObjectNode render(StoreError error) {
            ObjectNode body = named(error, "message");
            ArrayNode list = body.putArray("data");
            error.data().values().forEach(list::add);
            return body;
        }
    },
    /** <code>{"code": …, "description": …, "innererror": {…}}</code> */
    INNER_ERROR {
        @Override
        ObjectNode render(StoreError error) {
            ObjectNode body = named(error, "description");
            body.set("innererror", data(error));
            return body;
        }
    },
    /** <code>{"error": {"code": …, "message": …, "innererror": {…}}}</code> */
    WRAPPED {
        @Override
        ObjectNode render(StoreError error) {
            ObjectNode inner = named(error, "message");
            inner.set("innererror", data(error));
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("error", inner);
            return body;
        }
    },
    /** <code>{"code": …, "message": …, "itemType": …, "value": …}</code> */
    FLAT {
        @Override
        ObjectNode render(StoreError error) {
            ObjectNode body = named(error, "message");
            error.data().forEach(body::put);
            return body;
        }
    },
    /** No body. */
    NONE {
        @Override
        ObjectNode render(StoreError error) {
            return null;
        }
    };

    /** The body in this shape, or null for none. */
    abstract ObjectNode render(StoreError error);

    private static ObjectNode named(StoreError error, String messageName) {
        return JsonNodeFactory.instance.objectNode().put("code", error.code()).put(messageName, error.message());
    }

    private static ObjectNode data(StoreError error) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        error.data().forEach(data::put);
        return data;
    }
}
