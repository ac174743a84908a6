"""What tests are built with: builders, servers, made sheets and replies."""
