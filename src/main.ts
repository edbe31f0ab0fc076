/** guardsh: shell or command-line tool? */
