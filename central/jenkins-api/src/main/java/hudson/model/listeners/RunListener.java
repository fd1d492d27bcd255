package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

public abstract class RunListener<R extends Run> implements ExtensionPoint {
    protected RunListener() {}

    public void onCompleted(R r, TaskListener listener) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void fireCompleted(Run r, TaskListener listener) {
        for (RunListener all : ExtensionList.lookup(RunListener.class)) {
            all.onCompleted(r, listener);
        }
    }
}
