# cmake --install BUILD --prefix DIR: bin/ (whichever programs this build has), lib/octavo/ (LibTorch's libraries),
# share/octavo/configs/, the shells' completions, octavo(1). The tree can be moved: octavo-runner finds its libraries relative to itself.
set(octavo_programs octavo octavo-server octavo-worker octavo-runner)
foreach(program IN LISTS octavo_programs)
  if(TARGET ${program})
    if(program STREQUAL "octavo-runner")
      set_target_properties(${program} PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/octavo")
    endif()
    install(TARGETS ${program} RUNTIME DESTINATION bin)
  endif()
endforeach()

if(TARGET octavo-runner)
  if(EXISTS ${OCTAVO_LIBTORCH}/lib/libtorch_cuda.so)
    # Gigabytes of NVIDIA's libraries belong to it, found relative to its own folder: it stays where it is.
    set_target_properties(octavo-runner PROPERTIES INSTALL_RPATH "${OCTAVO_LIBTORCH}/lib")
  else()
    install(FILES ${OCTAVO_LIBTORCH}/lib/libtorch.so ${OCTAVO_LIBTORCH}/lib/libtorch_cpu.so
                  ${OCTAVO_LIBTORCH}/lib/libc10.so
                  ${octavo_gomp}
            DESTINATION lib/octavo)
  endif()
endif()

# Where man, bash-completion, zsh and fish look by themselves when the prefix is /usr or /usr/local.
if(TARGET octavo)
  set(shells ${CMAKE_SOURCE_DIR}/client/commands/shells)
  install(FILES ${CMAKE_BINARY_DIR}/share/man/man1/octavo.1 DESTINATION share/man/man1)
  install(FILES ${shells}/octavo.bash DESTINATION share/bash-completion/completions RENAME octavo)
  install(FILES ${shells}/octavo.zsh DESTINATION share/zsh/site-functions RENAME _octavo)
  install(FILES ${shells}/octavo.fish DESTINATION share/fish/vendor_completions.d)
endif()

install(DIRECTORY ${CMAKE_SOURCE_DIR}/configs DESTINATION share/octavo)
# By which `octavo models fetch` brings what is published as a Python package.
install(FILES ${CMAKE_SOURCE_DIR}/deploy/fetch_assets.sh DESTINATION share/octavo/deploy)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/lib/say.sh DESTINATION share/octavo/deploy/lib)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/octavo)
