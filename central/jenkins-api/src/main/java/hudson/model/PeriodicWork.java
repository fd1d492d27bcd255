package hudson.model;

import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;

public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {
    protected static final long MIN = 60_000L;
    protected static final long HOUR = 60 * MIN;

    public abstract long getRecurrencePeriod();

    public long getInitialDelay() {
        return getRecurrencePeriod();
    }
}
