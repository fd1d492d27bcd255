package hudson.model;

import java.util.HashMap;
import java.util.Map;
import jenkins.model.Loadable;
import jenkins.util.io.OnMaster;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

/** Nothing is stored here: {@link #load()} finds nothing and {@link #save()} writes nothing. */
public abstract class Descriptor<T extends Describable<T>> implements Loadable, Saveable, OnMaster {
    public final transient Class<? extends T> clazz;
    private transient volatile Map<String, HelpRedirect> helpRedirect = new HashMap<>(2);

    protected Descriptor(Class<? extends T> clazz) {
        this.clazz = clazz == self() ? selfType() : clazz;
    }

    @SuppressWarnings("unchecked")
    protected Descriptor() {
        clazz = (Class<? extends T>) getClass().getEnclosingClass();
        if (clazz == null) {
            throw new AssertionError(getClass() + " doesn't have an outer class. Use the constructor that takes one.");
        }
    }

    public String getDisplayName() {
        return clazz.getSimpleName();
    }

    @SuppressWarnings("unchecked")
    public Class<T> getT() {
        return (Class<T>) clazz;
    }

    protected void addHelpFileRedirect(
            String fieldName, Class<? extends Describable> owner, String fieldNameToRedirectTo) {
        helpRedirect.put(fieldName, new HelpRedirect(owner, fieldNameToRedirectTo));
    }

    private static class HelpRedirect {
        private final Class<? extends Describable> owner;
        private final String fieldNameToRedirectTo;

        private HelpRedirect(Class<? extends Describable> owner, String fieldNameToRedirectTo) {
            this.owner = owner;
            this.fieldNameToRedirectTo = fieldNameToRedirectTo;
        }
    }

    public T newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        return request.bindJSON(getT(), form);
    }

    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        return true;
    }

    @Override
    public synchronized void load() {}

    @Override
    public synchronized void save() {}

    protected static Class self() {
        return Self.class;
    }

    @SuppressWarnings("unchecked")
    private Class<? extends T> selfType() {
        return (Class<? extends T>) getClass();
    }

    public static final class Self {}

    public static final class FormException extends Exception implements HttpResponse {
        private static final long serialVersionUID = 1L;

        public FormException(Throwable cause, String formField) {
            super(cause);
        }
    }
}
