package hudson;

import hudson.model.Saveable;
import java.io.Closeable;
import java.io.IOException;

/** Each thread has its own, as in Jenkins. */
public class BulkChange implements Closeable {
    private static final ThreadLocal<BulkChange> IN_SCOPE = new ThreadLocal<>();

    private final Saveable saveable;
    private final BulkChange parent;
    private boolean completed;

    public BulkChange(Saveable saveable) {
        this.parent = current();
        this.saveable = saveable;
        IN_SCOPE.set(this);
    }

    public void commit() throws IOException {
        if (!completed) {
            abort();
            saveable.save();
        }
    }

    @Override
    public void close() {
        abort();
    }

    public void abort() {
        if (!completed) {
            completed = true;
            IN_SCOPE.set(parent);
        }
    }

    public static BulkChange current() {
        return IN_SCOPE.get();
    }

    public static boolean contains(Saveable saveable) {
        for (BulkChange change = current(); change != null; change = change.parent) {
            if (change.saveable == saveable) {
                return true;
            }
        }
        return false;
    }
}
