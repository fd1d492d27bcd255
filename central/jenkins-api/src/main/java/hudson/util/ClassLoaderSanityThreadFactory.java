package hudson.util;

import java.util.concurrent.ThreadFactory;

public class ClassLoaderSanityThreadFactory implements ThreadFactory {
    private final ThreadFactory core;

    public ClassLoaderSanityThreadFactory(ThreadFactory core) {
        this.core = core;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = core.newThread(work);
        thread.setContextClassLoader(ClassLoaderSanityThreadFactory.class.getClassLoader());
        return thread;
    }
}
