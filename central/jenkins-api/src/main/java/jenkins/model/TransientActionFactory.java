package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

public abstract class TransientActionFactory<T> implements ExtensionPoint {
    public abstract Class<T> type();

    public Class<? extends Action> actionType() {
        return Action.class;
    }

    public abstract Collection<? extends Action> createFor(T target);

    public static Iterable<? extends TransientActionFactory<?>> factoriesFor(
            Class<?> type, Class<? extends Action> actionType) {
        List<TransientActionFactory<?>> fitting = new ArrayList<>();
        Jenkins running = Jenkins.getInstanceOrNull();
        if (running != null) {
            for (TransientActionFactory<?> factory : running.getExtensionList(TransientActionFactory.class)) {
                if (factory.type().isAssignableFrom(type)) {
                    fitting.add(factory);
                }
            }
        }
        return fitting;
    }
}
