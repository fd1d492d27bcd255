package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Threads and connections with the settings that the plugin gives them on a controller ({@code StoreConnections}). */
final class ControllerConnections implements AutoCloseable {

    private static final int IDLE_SECONDS = 30;
    private static final int MAX_IDLE_CONNECTIONS = 64;
    private static final int IDLE_CONNECTION_SECONDS = 20;

    /** The number of threads of a controller's timer. */
    private static final int TIMER_THREADS = 10;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMER_THREADS);
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());
    private final OkHttpClient http;

    ControllerConnections(Job job) throws IOException, GeneralSecurityException {
        SimulatorTrust trust = SimulatorTrust.in(job.simulator().caFile());
        http = new OkHttpClient.Builder()
                .sslSocketFactory(trust.context().getSocketFactory(), trust.manager())
                .protocols(List.of(Protocol.HTTP_1_1))
                .dispatcher(new Dispatcher(threads))
                .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS))
                .build();
    }

    OkHttpClient http() {
        return http;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public void close() {
        threads.shutdown();
        timer.shutdownNow();
        http.connectionPool().evictAll();
    }
}
