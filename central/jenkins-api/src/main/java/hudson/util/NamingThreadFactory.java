package hudson.util;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

public final class NamingThreadFactory implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();
    private final ThreadFactory core;
    private final String name;

    public NamingThreadFactory(ThreadFactory core, String name) {
        this.core = core;
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = core.newThread(work);
        thread.setName(name + " [#" + count.incrementAndGet() + "]");
        return thread;
    }
}
