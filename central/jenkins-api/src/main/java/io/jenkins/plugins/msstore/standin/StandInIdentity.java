package io.jenkins.plugins.msstore.standin;

import hudson.security.ACL;
import org.springframework.security.core.Authentication;

/** The identity of the running thread: {@link ACL#SYSTEM2} unless {@link ACL#as2} has changed it. */
public final class StandInIdentity {
    private static final ThreadLocal<Authentication> CURRENT = new ThreadLocal<>();

    private StandInIdentity() {}

    /**
     * The identity of the running thread.
     *
     * @return never null
     */
    public static Authentication current() {
        Authentication who = CURRENT.get();
        return who == null ? ACL.SYSTEM2 : who;
    }

    /**
     * Changes the identity of the running thread.
     *
     * @param who the new identity
     * @return the previous identity
     */
    public static Authentication become(Authentication who) {
        Authentication before = current();
        CURRENT.set(who);
        return before;
    }
}
