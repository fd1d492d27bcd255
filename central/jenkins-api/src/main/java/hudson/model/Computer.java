package hudson.model;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public abstract class Computer extends Actionable {
    public static final ExecutorService threadPoolForRemoting = Executors.newCachedThreadPool(
            new NamingThreadFactory(new DaemonThreadFactory(), "Computer.threadPoolForRemoting"));

    protected Computer(Node node) {}

    public String getName() {
        return "";
    }
}
