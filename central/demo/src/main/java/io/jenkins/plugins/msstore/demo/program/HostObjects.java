package io.jenkins.plugins.msstore.demo.program;

/** The host's own objects that a script may hold. They are not saved with the program; a name is saved in their place. */
public interface HostObjects {
    /**
     * @param object anything
     * @return the name to save in its place, or null when it is not the host's
     */
    String nameOf(Object object);

    /**
     * @param name a name that {@link #nameOf} returned, or the name of a global variable
     * @return the host's object of that name, or null when there is none
     */
    Object byName(String name);
}
