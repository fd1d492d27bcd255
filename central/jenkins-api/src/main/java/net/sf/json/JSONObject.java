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

    public Object opt(String key) {
        return members.get(key);
    }
}
