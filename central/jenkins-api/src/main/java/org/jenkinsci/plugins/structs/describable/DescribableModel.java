package org.jenkinsci.plugins.structs.describable;

import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.standin.StructBinder;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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

    public Collection<DescribableParameter> getParameters() {
        List<DescribableParameter> parameters = new ArrayList<>();
        binder.required().forEach((name, type) -> parameters.add(new DescribableParameter(name, type, true)));
        binder.optional().forEach((name, type) -> parameters.add(new DescribableParameter(name, type, false)));
        return parameters;
    }

    public DescribableParameter getSoleRequiredParameter() {
        Map<String, Type> required = binder.required();
        return required.size() == 1 ? getParameters().iterator().next() : null;
    }

    public T instantiate(Map<String, ?> arguments, TaskListener listener) throws IllegalArgumentException {
        try {
            return binder.instantiate(arguments);
        } catch (Exception e) {
            throw e instanceof IllegalArgumentException refused ? refused : new IllegalArgumentException(e);
        }
    }
}
