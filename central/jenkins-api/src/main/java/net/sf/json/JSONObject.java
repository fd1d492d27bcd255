package net.sf.json;

import java.util.LinkedHashMap;
import java.util.Map;

public final class JSONObject implements JSON {
    private final Map<String, Object> members = new LinkedHashMap<>();

    public Object get(String key) {
        return members.get(key);
    }

    public Object put(String key, Object value) {
        return members.put(key, value);
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    public Object opt(String key) {
        return members.get(key);
    }

    public String optString(String key) {
        return optString(key, "");
    }

    public String optString(String key, String otherwise) {
        Object value = members.get(key);
        return value == null ? otherwise : value.toString();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }
}
