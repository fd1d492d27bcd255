package io.jenkins.plugins.msstore.simulator;

import java.util.List;
import okhttp3.Protocol;

/** The HTTP versions that a simulator offers in the TLS handshake (ALPN). Without TLS it speaks HTTP/1.1 alone. */
public enum HttpVersion {
    /** HTTP/1.1 alone. */
    HTTP_1_1(Protocol.HTTP_1_1),
    /** HTTP/2 for clients that ask for it, HTTP/1.1 for the others. */
    HTTP_2(Protocol.HTTP_2, Protocol.HTTP_1_1);

    private final List<Protocol> protocols;

    HttpVersion(Protocol... protocols) {
        this.protocols = List.of(protocols);
    }

    List<Protocol> protocols() {
        return protocols;
    }
}
