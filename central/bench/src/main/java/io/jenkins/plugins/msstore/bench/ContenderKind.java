package io.jenkins.plugins.msstore.bench;

import java.util.function.Supplier;

/** The contenders. */
enum ContenderKind {
    OURS("ours", OursContender::new),
    OURS_TWICE("ours, two operations", TwoOperationsContender::new),
    OURS_SYNC("ours, sync", SyncContender::new),
    JDK("JDK HttpClient", JdkContender::new),
    CURL("curl --parallel", CurlContender::new),
    SEQUENTIAL("sequential loop", SequentialContender::new);

    private final String title;
    private final Supplier<Contender> maker;

    ContenderKind(String title, Supplier<Contender> maker) {
        this.title = title;
        this.maker = maker;
    }

    /** Its name in the table. */
    String title() {
        return title;
    }

    Contender make() {
        return maker.get();
    }
}
