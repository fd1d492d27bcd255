package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** Answers the requests that one MockWebServer receives. */
final class SimulatorDispatcher extends Dispatcher {
    private static final MockResponse NO_POLICY = new MockResponse.Builder().build();

    private final MockWebServer server;
    private final ConnectionRegistry connections;
    private final Exchange exchange;
    private final ControlEndpoint control;
    private final AnswerWriter writer;

    SimulatorDispatcher(
            MockWebServer server,
            ConnectionRegistry connections,
            Exchange exchange,
            ControlEndpoint control,
            AnswerWriter writer) {
        this.server = server;
        this.connections = connections;
        this.exchange = exchange;
        this.control = control;
        this.writer = writer;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        forgetRecordedRequests();
        Answer answer = control.serves(request) ? control.answer(request) : exchange.answer(request);
        MockResponse response = writer.write(answer);
        return switch (answer.delivery().ending()) {
            case WHOLE, CUT_OFF -> response;
            case DROPPED -> {
                connections.close(request.getConnectionIndex());
                yield closing(response);
            }
            case RESET -> {
                if (request.getVersion().equals("HTTP/2")) {
                    throw resetOfStream();
                }
                yield closing(response);
            }
        };
    }

    @Override
    public MockResponse peek() {
        return NO_POLICY;
    }

    /** MockWebServer keeps every request until it is taken. Takes the requests, so that memory does not grow. */
    private void forgetRecordedRequests() throws InterruptedException {
        while (server.takeRequest(0, TimeUnit.SECONDS) != null) {
            // taking the request is all that is needed
        }
    }

    private static MockResponse closing(MockResponse response) {
        return response.newBuilder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /**
     * Makes MockWebServer's HTTP/2 connection reset the stream that is being served, which it does for an {@link
     * IOException}. {@link #dispatch} cannot declare one, because it overrides a method in Kotlin, which has no checked
     * exceptions.
     */
    private static RuntimeException resetOfStream() {
        return sneaky(new IOException("The stream is reset on purpose"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }
}
