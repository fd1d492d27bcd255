package org.jenkinsci.plugins.tokenmacro;

public class MacroEvaluationException extends Exception {
    private static final long serialVersionUID = 1L;

    public MacroEvaluationException(String message) {
        super(message);
    }
}
