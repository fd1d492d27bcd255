package jenkins.management;

public class Badge {}
