package hudson.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.ModelObjectWithContextMenu;
import jenkins.model.TransientActionFactory;

public abstract class Actionable extends AbstractModelObject implements ModelObjectWithContextMenu {
    private final List<Action> actions = new CopyOnWriteArrayList<>();

    @Deprecated
    public List<Action> getActions() {
        return actions;
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Action action : getAllActions()) {
            if (type.isInstance(action)) {
                found.add(type.cast(action));
            }
        }
        return found;
    }

    public final List<? extends Action> getAllActions() {
        List<Action> all = new ArrayList<>(getActions());
        for (TransientActionFactory<?> factory : TransientActionFactory.factoriesFor(getClass(), Action.class)) {
            all.addAll(createFor(factory));
        }
        return Collections.unmodifiableList(all);
    }

    public <T extends Action> T getAction(Class<T> type) {
        for (Action action : getActions()) {
            if (type.isInstance(action)) {
                return type.cast(action);
            }
        }
        List<T> transients = getActions(type);
        return transients.isEmpty() ? null : transients.get(0);
    }

    public void addAction(Action action) {
        if (action == null) {
            throw new IllegalArgumentException("Action must be non-null");
        }
        getActions().add(action);
    }

    public boolean addOrReplaceAction(Action action) {
        return replaceActions(action.getClass(), action);
    }

    public boolean replaceActions(Class<? extends Action> type, Action action) {
        List<Action> current = getActions();
        boolean present = current.contains(action);
        boolean removed = current.removeIf(old -> type.isInstance(old) && !old.equals(action));
        if (!present) {
            addAction(action);
        }
        return !present || removed;
    }

    private <T> Collection<? extends Action> createFor(TransientActionFactory<T> factory) {
        return factory.createFor(factory.type().cast(this));
    }
}
