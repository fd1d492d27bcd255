package io.jenkins.plugins.msstore.client.http;

import java.util.function.BooleanSupplier;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/** Calls {@link StoreRequest#beforeSending()} before a request's first byte is sent, and records that it was sent. */
final class SentListener extends EventListener {

    private final BooleanSupplier beforeSending;
    private volatile boolean isSent;

    SentListener(BooleanSupplier beforeSending) {
        this.beforeSending = beforeSending;
    }

    /** Whether the request was sent, at least in part. */
    boolean isSent() {
        return isSent;
    }

    /** After this event and before the first byte, OkHttp checks once more whether the call was cancelled. */
    @Override
    public void connectionAcquired(Call call, Connection connection) {
        if (!beforeSending.getAsBoolean()) {
            call.cancel();
        }
    }

    @Override
    public void requestHeadersStart(Call call) {
        isSent = true;
    }
}
