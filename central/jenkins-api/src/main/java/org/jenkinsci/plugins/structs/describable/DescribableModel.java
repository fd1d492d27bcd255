package org.jenkinsci.plugins.structs.describable;

import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.standin.StructBinder;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/** Refuses an unknown parameter, as in Jenkins' own tests; a controller only warns of it. */
public final class DescribableModel<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient StructBinder<T> binder;

    private DescribableModel(Class<T> type) {
        binder = new StructBinder<>(type);
    }

    public static <T> DescribableModel<T> of(Class<T> type) {
        return new DescribableModel<>(type);
    }

    public DescribableParameter getSoleRequiredParameter() {
        Set<String> required = binder.required().keySet();
        return required.size() == 1
                ? new DescribableParameter(required.iterator().next())
                : null;
    }

    public T instantiate(Map<String, ?> arguments, TaskListener listener) throws IllegalArgumentException {
        try {
            return binder.instantiate(arguments);
        } catch (Exception e) {
            throw e instanceof IllegalArgumentException refused ? refused : new IllegalArgumentException(e);
        }
    }
}
