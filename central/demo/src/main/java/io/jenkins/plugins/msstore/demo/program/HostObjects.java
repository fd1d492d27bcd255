package io.jenkins.plugins.msstore.demo.program;

/** The host's own objects that a script may hold: they are not saved, but found again by name. */
public interface HostObjects {
    /**
     * @param object anything
     * @return the name to save in its place, or null when it is not the host's
     */
    String nameOf(Object object);

    /**
     * @param name what {@link #nameOf} returned, or the name of a global variable
     * @return the host's object of that name, or null when there is none
     */
    Object byName(String name);
}
