# SPDX-License-Identifier: Apache-2.0
# One target a folder: mirrorscope_module(core/http SOURCES … PUBLIC … PRIVATE …) makes the static
# library mirrorscope_core_http. PUBLIC is for what a header of the folder shows, nothing else.
function(mirrorscope_module folder)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  string(REPLACE "/" "_" suffix ${folder})
  set(target mirrorscope_${suffix})
  add_library(${target} STATIC ${ARG_SOURCES})
  target_link_libraries(${target} PUBLIC mirrorscope_common ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  if("Qt6::Widgets" IN_LIST ARG_PUBLIC)
    mirrorscope_precompiled(${target} window)
  else()
    mirrorscope_precompiled(${target} standard)
  endif()
endfunction()

# A test's own classes are in its source: moc for that file alone costs a twentieth of AUTOMOC's two steps a target.
function(mirrorscope_test_moc target source)
  get_filename_component(name ${source} NAME_WE)
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
  add_custom_command(OUTPUT ${directory}/${name}.moc
    COMMAND Qt6::moc -I ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${directory}/${name}.moc
    DEPENDS ${source} VERBATIM)
  file(MAKE_DIRECTORY ${directory})
  target_sources(${target} PRIVATE ${directory}/${name}.moc)
  target_include_directories(${target} PRIVATE ${directory})
endfunction()

# mirrorscope_test(core/http/head SOURCES … LIBS …): a Qt Test program named test_core_http_head, run by ctest.
# The timeout is a guard against hangs, never a measure.
function(mirrorscope_test path)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBS;LABELS;ENVIRONMENT" ${ARGN})
  string(REPLACE "/" "_" suffix ${path})
  set(target test_${suffix})
  add_executable(${target} ${ARG_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  foreach(source IN LISTS ARG_SOURCES)
    if(source MATCHES "_test\\.cpp$")
      mirrorscope_test_moc(${target} ${source})
    endif()
  endforeach()
  target_link_libraries(${target} PRIVATE mirrorscope_common ${ARG_LIBS} Qt6::Test)
  mirrorscope_precompiled(${target} tests)
  # A test's own code runs once: a sixth of the time of building them is saved. What they test is as it is shipped.
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  # Nor is what is known of lines copied into each of them: half of the time of linking, and 50 MB a program.
  target_link_options(${target} PRIVATE $<$<CONFIG:Release>:-Wl,--strip-debug>)
  target_compile_definitions(${target} PRIVATE
    TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/tests/data"
    PROJECT_DIR="${PROJECT_SOURCE_DIR}"
    PROGRAM_DIR="${CMAKE_BINARY_DIR}/bin")
  add_test(NAME ${path} COMMAND ${target})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${path} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" ENVIRONMENT
    "XDG_STATE_HOME=${CMAKE_BINARY_DIR}/tests/state;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/config;${ARG_ENVIRONMENT}")
endfunction()

# Requests are allocated on one thread and freed on another, which glibc's allocator pays dearly. A sanitizer brings an
# allocator of its own.
function(mirrorscope_allocator target)
  if(NOT MIRRORSCOPE_SANITIZE)
    target_link_libraries(${target} PRIVATE -Wl,--no-as-needed ${MIMALLOC_LIBRARY} -Wl,--as-needed)
  endif()
endfunction()
