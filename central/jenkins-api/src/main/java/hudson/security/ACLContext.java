package hudson.security;

import io.jenkins.plugins.msstore.standin.StandInIdentity;
import org.springframework.security.core.Authentication;

public class ACLContext implements AutoCloseable {
    private final Authentication previous;

    ACLContext(Authentication previous) {
        this.previous = previous;
    }

    @Override
    public void close() {
        StandInIdentity.become(previous);
    }
}
