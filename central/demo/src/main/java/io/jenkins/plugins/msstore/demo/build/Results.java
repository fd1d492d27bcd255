package io.jenkins.plugins.msstore.demo.build;

import hudson.model.Result;

/** The names of build results. */
public final class Results {
    private Results() {}

    /**
     * @param name the name of a result, such as {@code UNSTABLE}, in upper or lower case
     * @return the result of that name
     * @throws IllegalArgumentException if there is no such result
     */
    public static Result parse(String name) {
        Result result = Result.fromString(name);
        if (!result.toString().equalsIgnoreCase(name)) {
            throw new IllegalArgumentException("no such build result: " + name);
        }
        return result;
    }
}
