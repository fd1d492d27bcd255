package hudson;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import jenkins.util.io.OnMaster;

/** A list that holds its members itself; {@code StandInJenkins} fills it. */
public class ExtensionList<T> extends AbstractList<T> implements OnMaster {
    private final CopyOnWriteArrayList<T> members = new CopyOnWriteArrayList<>();

    protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {}

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        return Jenkins.get().getExtensionList(type);
    }

    public static <U> U lookupSingleton(Class<U> type) {
        List<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }

    public static <T> ExtensionList<T> create(Jenkins jenkins, Class<T> type) {
        return new ExtensionList<>(jenkins, type);
    }

    public <U extends T> U get(Class<U> type) {
        for (T member : members) {
            if (member.getClass() == type) {
                return type.cast(member);
            }
        }
        return null;
    }

    @Override
    public T get(int index) {
        return members.get(index);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public boolean add(T member) {
        return members.add(member);
    }

    @Override
    public boolean remove(Object member) {
        return members.remove(member);
    }
}
