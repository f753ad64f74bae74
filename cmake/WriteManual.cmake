# cmake -DPROGRAM=octavo -DOUT=FILE -P WriteManual.cmake
# Writes octavo.1 as the program prints it.
execute_process(COMMAND ${PROGRAM} __man OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${OUT} "${text}")
